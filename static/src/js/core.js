// Script of the light pages: what helps while filling in one form.

import { keepDrafts } from "./drafts.js";
import { focusOnErrors } from "./errors.js";
import { listenToKeys } from "./keys.js";
import { keepKeys } from "./pages.js";
import { lookAfterOutbox } from "./outbox_loader.js";
import { resizePhotos } from "./photos.js";
import { sendOnce } from "./sending.js";

focusOnErrors(document);
keepKeys();
keepDrafts(document);
listenToKeys();
resizePhotos();
sendOnce();
lookAfterOutbox();
