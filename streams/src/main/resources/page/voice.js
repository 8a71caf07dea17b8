/** Reads final captions aloud with the browser's own voices, if the reader enables it. */

const MOST_BEHIND = 3;

export class Voice {
  #say;
  #waiting = [];
  #speaking = false;
  on = false;

  /** @param say shows a message to the reader */
  constructor(say) {
    this.#say = say;
  }

  /** Starts reading new captions aloud. Returns whether the browser can. */
  start(language, name) {
    if (!('speechSynthesis' in window)) {
      this.#say('This browser cannot speak.');
      return false;
    }
    this.on = true;
    speechSynthesis.speak(new SpeechSynthesisUtterance('')); // Some browsers must start within a click.
    this.check(language, name);
    return true;
  }

  stop() {
    this.on = false;
    this.quiet();
  }

  /** Discards everything not spoken yet. */
  quiet() {
    this.#waiting = [];
    this.#speaking = false;
    window.speechSynthesis?.cancel();
  }

  /** Shows a message if there is no voice for a language. Some browsers load voices with a delay. */
  check(language, name) {
    setTimeout(() => {
      if (this.on && !voiceFor(language)) {
        this.#say(`This browser has no voice for ${name}.`);
      }
    }, speechSynthesis.getVoices().length > 0 ? 0 : 1500);
  }

  /** Queues a text. If speech falls behind, the oldest texts are dropped. */
  speak(text, language) {
    if (!this.on || text === '' || !voiceFor(language)) {
      return;
    }
    this.#waiting.push({ text, language });
    this.#waiting.splice(0, this.#waiting.length - MOST_BEHIND);
    this.#next();
  }

  #next() {
    if (this.#speaking || this.#waiting.length === 0) {
      return;
    }
    const { text, language } = this.#waiting.shift();
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = language;
    utterance.voice = voiceFor(language);
    utterance.onend = utterance.onerror = () => {
      this.#speaking = false;
      this.#next();
    };
    this.#speaking = true;
    speechSynthesis.speak(utterance);
  }
}

function voiceFor(language) {
  const primary = (tag) => tag.split(/[-_]/)[0].toLowerCase();
  const voices = speechSynthesis.getVoices();
  return voices.find((voice) => voice.lang.toLowerCase() === language.toLowerCase())
    ?? voices.find((voice) => primary(voice.lang) === primary(language));
}
