/** Plays the sound of the stream, live, if the reader wants to hear it. */

const HEADER = 44;
const RATE_AT = 24;
const FULL_SCALE = 32768;
/** Seconds of sound that are kept ready, so that it does not break off. */
const AHEAD = 0.3;

export class Sound {
  #button;
  #say;
  #abort;

  /**
   * @param button hidden while there is nothing to hear
   * @param say shows a message to the reader
   */
  constructor(button, say) {
    this.#button = button;
    this.#say = say;
  }

  /** Shows the button if streams may have sound. */
  offer(yes) {
    this.#button.hidden = !yes;
  }

  async toggle(stream) {
    if (this.#abort) {
      this.stop();
      return;
    }
    const abort = new AbortController();
    const context = new AudioContext(); // Browsers want this within a click.
    this.#abort = abort;
    this.#button.setAttribute('aria-pressed', true);
    try {
      await this.#play(stream, abort.signal, context);
    } catch (failure) {
      if (!abort.signal.aborted) {
        this.#say('The sound of this broadcast has broken off.');
      }
    }
    await context.close();
    if (this.#abort === abort) {
      this.stop();
    }
  }

  stop() {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#button.setAttribute('aria-pressed', false);
  }

  /** Returns when there is no more sound. */
  async #play(stream, signal, context) {
    const response = await fetch(`sound/${encodeURIComponent(stream)}.wav`, { cache: 'no-store', signal });
    if (!response.ok) {
      this.#say('This broadcast has no sound at present.');
      return;
    }
    this.#say('Playing the sound of the broadcast.');
    const speaker = new Speaker(context);
    for await (const bytes of read(response.body)) {
      speaker.take(bytes);
    }
  }
}

/** Plays a WAV file of 16 bits and one channel, piece by piece. */
class Speaker {
  #context;
  #rest = new Uint8Array();
  #rate;
  #next = 0;

  constructor(context) {
    this.#context = context;
  }

  take(bytes) {
    let all = joined(this.#rest, bytes);
    if (!this.#rate && all.length >= HEADER) {
      this.#rate = new DataView(all.buffer).getUint32(RATE_AT, true);
      all = all.slice(HEADER);
    }
    const samples = this.#rate ? all.length >> 1 : 0;
    if (samples > 0) {
      this.#play(new DataView(all.buffer), samples);
    }
    this.#rest = all.slice(2 * samples);
  }

  #play(data, samples) {
    const buffer = this.#context.createBuffer(1, samples, this.#rate);
    const channel = buffer.getChannelData(0);
    for (let i = 0; i < samples; i++) {
      channel[i] = data.getInt16(2 * i, true) / FULL_SCALE;
    }
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#context.destination);
    const now = this.#context.currentTime;
    this.#next = this.#next > now ? this.#next : now + AHEAD;
    source.start(this.#next);
    this.#next += buffer.duration;
  }
}

function joined(one, other) {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** The pieces of a body; not all browsers iterate over it themselves. */
async function* read(body) {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    yield value;
  }
}
