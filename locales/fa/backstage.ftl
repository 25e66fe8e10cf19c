### واژه‌های پشت صحنه: یادداشت‌های کوتاه درمانگر و تسهیل‌گر.

backstage-title = پشت صحنه
backstage-hint = فقط درمانگر و تسهیل‌گر می‌بینند.
backstage-field = پیام کوتاه به همکار
backstage-placeholder = کوتاه، برای همین لحظه…
backstage-send = ارسال
backstage-taken-back = نویسنده آن را پس گرفت.
backstage-after = پیام‌هایی که در جلسه رد و بدل شد. درمانگر تصمیم می‌گیرد با آن‌ها چه شود.
backstage-kept = با یادداشت‌های خصوصی نگه داشته شد.
backstage-keep = نگه‌داری با یادداشت‌های خصوصی
backstage-throw = حذف
backstage-throw-words = برای همیشه پاک می‌شود.
backstage-none = پیامی نوشته نشده، یا حذف شده است.
