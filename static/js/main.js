// The one script of every page. Each part looks for its own attributes in the page and does nothing when there are none.
import './trusted.js';
import * as awake from './awake.js';
import * as calendar from './calendar.js';
import * as clock from './clock.js';
import * as connection from './connection.js';
import * as copy from './copy.js';
import * as day from './day.js';
import * as double from './double.js';
import * as draft from './draft.js';
import * as fit from './fit.js';
import * as fills from './fills.js';
import * as guest from './guest.js';
import * as help from './help.js';
import * as half from './half.js';
import * as keys from './console.js';
import * as mine from './mine.js';
import * as offers from './offers.js';
import * as open from './open.js';
import * as outbox from './outbox.js';
import * as plan from './plan.js';
import * as print from './print.js';
import * as quickExit from './quick-exit.js';
import * as refusal from './refusal.js';
import * as restored from './restored.js';
import * as settings from './settings.js';
import * as steps from './steps.js';
import * as stream from './stream.js';
import * as tabs from './tabs.js';
import * as theme from './theme.js';
import * as autosave from './autosave.js';
import * as toolbar from './toolbar.js';
import * as typed from './typed.js';
import * as unsent from './unsent.js';
import * as voices from './voices.js';
import * as waits from './waits.js';
import * as weigh from './weigh.js';
import * as zone from './zone.js';

for (const part of [
  help,
  double,
  unsent,
  quickExit,
  tabs,
  restored,
  connection,
  voices,
  outbox,
  half,
  mine,
  refusal,
  steps,
  stream,
  keys,
  calendar,
  clock,
  copy,
  day,
  draft,
  fills,
  offers,
  open,
  awake,
  weigh,
  autosave,
  settings,
  toolbar,
  typed,
  guest,
  fit,
  waits,
  theme,
  plan,
  print,
  zone,
])
  part.start();
