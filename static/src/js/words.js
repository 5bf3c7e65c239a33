// The words that scripts say stand translated in the page: components/sending_words.html.

export function word(name) {
  const words = document.getElementById("sending-words");
  return words ? words.content.querySelector(`[data-word="${name}"]`).textContent.trim() : "";
}
