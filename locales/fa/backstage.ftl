### واژه‌های پشت صحنه: یادداشت‌های کوتاه درمانگر و تسهیل‌گر.

backstage-title = پشت صحنه
backstage-hint = تنها درمانگر و تسهیل‌گر می‌بینند.
backstage-field = یک خط برای همکار
backstage-placeholder = کوتاه، برای همین لحظه…
backstage-send = بفرست
backstage-taken-back = نویسنده آن را پس گرفت.
backstage-after = خط‌هایی که در جلسه رد و بدل شد. درمانگر می‌گوید با آن‌ها چه شود.
backstage-kept = با یادداشت‌های خصوصی نگه داشته شد.
backstage-keep = نگه داشتن با یادداشت‌های خصوصی
backstage-throw = دور ریختن
backstage-throw-words = برای همیشه پاک می‌شود.
