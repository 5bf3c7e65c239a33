// Makes photos small before they travel: 1600 pixels on the longer side. What cannot be read is sent as it is.

const LONGEST = 1600;
const SMALL_ENOUGH = 400000;

export function resizePhotos() {
  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!input.matches("input[type=file][data-photo-resize]") || !window.DataTransfer || !window.createImageBitmap) return;
    const chosen = Array.from(input.files);
    if (!chosen.some(isLargePhoto)) return;
    const list = new DataTransfer();
    for (const file of chosen) list.items.add(isLargePhoto(file) ? await smaller(file) : file);
    const unchanged = chosen.length === input.files.length && chosen.every((file, i) => file === input.files[i]);
    if (unchanged) input.files = list.files;
  });
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
