// Plain "en" is American English to a browser: Nov 12 and 2 PM.
export function inWords(time) {
  const { lang } = document.documentElement;
  return new Date(time).toLocaleString(lang === "en" ? "en-GB" : lang, { dateStyle: "medium", timeStyle: "short" });
}

// The words that scripts say stand translated in the page: components/sending_words.html.
export function word(name) {
  const words = document.getElementById("sending-words");
  return words ? words.content.querySelector(`[data-word="${name}"]`).textContent.trim() : "";
}
