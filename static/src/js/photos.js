// Makes photos small before they travel: 1600 pixels on the longer side. What cannot be read is sent as it is, and what
// cannot be taken is refused here, with a word, before it travels.

import { word } from "./words.js";

const LONGEST = 1600;
const SMALL_ENOUGH = 400000;

const underway = new Set();

export function resizePhotos() {
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.matches("input[type=file][accept]") || !window.DataTransfer) return;
    const work = look(input).finally(() => underway.delete(work));
    underway.add(work);
  });
}

export function photosAreReady() {
  return Promise.all(underway);
}

async function look(input) {
  const chosen = Array.from(input.files);
  const mayShrink = "photoResize" in input.dataset && !!window.createImageBitmap;
  const kept = [];
  const refused = [];
  for (const file of chosen) {
    const sent = mayShrink && isLargePhoto(file) ? await smaller(file) : file;
    const fault = faultOf(sent, input);
    if (fault) refused.push(`${file.name}: ${(fault === "kind" && input.dataset.kinds) || word(fault)}`);
    else kept.push(sent);
  }
  const unchanged = chosen.length === input.files.length && chosen.every((file, i) => file === input.files[i]);
  if (!unchanged) return;
  tell(input, refused);
  if (!kept.every((file, i) => file === chosen[i]) || refused.length) input.files = listOf(kept);
}

function listOf(files) {
  const list = new DataTransfer();
  files.forEach((file) => list.items.add(file));
  return list.files;
}

function faultOf(file, input) {
  const endings = input.accept.split(",").map((one) => one.trim().toLowerCase());
  if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) return "kind";
  if (!file.size) return "empty";
  return file.size > Number(input.dataset.largest || Infinity) ? "large" : "";
}

function tell(input, refused) {
  const id = `${input.id}_refused`;
  const old = document.getElementById(id);
  if (old) old.remove();
  if (!refused.length) return;
  const line = document.createElement("p");
  Object.assign(line, { id, className: "file-refused", textContent: refused.join(" ") });
  line.setAttribute("role", "alert");
  input.after(line);
}

function isLargePhoto(file) {
  return /^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) && file.size > SMALL_ENOUGH;
}

async function smaller(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.82));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
  } catch (error) {
    return file;
  }
}
