// Voices that note what they are given to say. Each says it in no time, or waits until it is
// told (`linliVoice.holds`). The browser's own interface stays; a headless one has no voice.
if (!window.linliVoice) {
  const voice = { said: [], held: null, holds: false };
  window.linliVoice = voice;
  const end = (one) => one?.onend?.(new Event("end"));
  window.SpeechSynthesisUtterance = class {
    constructor(text) { this.text = text; }
  };
  const voices = [["en-US", false], ["en-US", true], ["zh_CN", true]].map(
    ([lang, localService]) => ({ lang, localService, name: `${lang} ${localService}` }));
  speechSynthesis.getVoices = () => voices;
  speechSynthesis.speak = (one) => {
    if (!one.voice.localService) throw new Error("words were sent to a voice in the network");
    voice.said.push({ lang: one.lang, voice: one.voice.lang, text: one.text, rate: one.rate });
    voice.held = one;
    if (!voice.holds) setTimeout(() => end(one));
  };
  speechSynthesis.cancel = () => {
    const one = voice.held;
    voice.held = null;
    setTimeout(() => end(one));
  };
  voice.goOn = () => end(voice.held);
}
