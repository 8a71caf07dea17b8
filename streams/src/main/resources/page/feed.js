/**
 * The captions of one stream in one language as they come, over Server-Sent Events.
 *
 * Where a connection breaks, the browser makes the next and says what came last. Where it gives up
 * (the server answered with an error, or asked us to come again), we do so, ever less often.
 */

const HISTORY = 1000;
const SHORTEST_WAIT = 1000;
const LONGEST_WAIT = 20000;

export class Feed {
  #address;
  #mode;
  #reader;
  #source;
  #timer;
  #attempts = 0;
  #last = '';

  /**
   * @param reader has caption(caption), gap(), anew() and connected(yes)
   */
  constructor(stream, language, mode, reader) {
    this.#address = `captions/${encodeURIComponent(stream)}/${encodeURIComponent(language)}`;
    this.#mode = mode;
    this.#reader = reader;
    this.#connect();
  }

  /** Leaves the connection, which may be dead, for a new one that goes on where it was. */
  restart() {
    this.#attempts = 0;
    this.close();
    this.#connect();
  }

  close() {
    clearTimeout(this.#timer);
    this.#source.close();
  }

  #connect() {
    const query = new URLSearchParams({ mode: this.#mode, history: HISTORY });
    if (this.#last !== '') {
      query.set('lastEventId', this.#last);
    }
    const source = new EventSource(`${this.#address}?${query}`);
    this.#source = source;
    source.onopen = () => this.#reader.connected(true);
    source.onerror = () => {
      this.#reader.connected(false);
      if (source.readyState === EventSource.CLOSED) {
        this.#later();
      }
    };
    source.addEventListener('caption', (event) => this.#caption(event));
    source.addEventListener('gap', () => this.#reader.gap());
    source.addEventListener('anew', () => this.#reader.anew());
    source.addEventListener('end', () => {
      this.#reader.connected(false);
      this.#later();
    });
  }

  #caption(event) {
    this.#attempts = 0;
    this.#last = event.lastEventId;
    this.#reader.caption(JSON.parse(event.data));
  }

  /** Not all viewers at the same time: a server that comes back should not be run over. */
  #later() {
    this.close();
    const wait = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** this.#attempts++);
    this.#timer = setTimeout(() => this.#connect(), wait * (0.5 + Math.random() / 2));
  }
}
