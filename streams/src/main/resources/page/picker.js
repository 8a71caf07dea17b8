/** A field that finds a language as the reader types: an editable combobox with a listbox, by the
 * ARIA Authoring Practices.
 */

import { inLanguage, matches, nameHere, nameOf } from './language.js';

export class LanguagePicker {
  #input;
  #panel;
  #list;
  #status;
  #none;
  #tags = [];
  #chosen = '';
  #shown = [];
  #active = -1;

  /** Called with the tag that the reader chose, or an empty string for none. */
  onChoice = () => {};

  /** @param none name of the choice of no language; undefined if there must be one */
  constructor(input, none) {
    this.#input = input;
    this.#panel = input.parentElement.querySelector('.options');
    this.#list = this.#panel.querySelector('[role=listbox]');
    this.#status = this.#panel.querySelector('[role=status]');
    this.#none = none;
    input.addEventListener('focus', () => input.select());
    input.addEventListener('blur', () => this.#close());
    input.addEventListener('click', () => (this.#open ? this.#leave() : this.#enter()));
    input.addEventListener('input', () => this.#typed());
    input.addEventListener('keydown', (event) => this.#key(event));
    this.#panel.addEventListener('mousedown', (event) => event.preventDefault()); // Keeps the focus.
    this.#list.addEventListener('click', ({ target }) => this.#choose(target.closest('[role=option]')));
  }

  /** Sets the languages and the choice; what the reader is typing stays. */
  offer(tags, chosen) {
    const sorted = [...tags].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    const same = sorted.join() === this.#tags.join() && chosen === this.#chosen;
    this.#tags = sorted;
    this.#chosen = chosen;
    this.#input.disabled = tags.length === 0 && chosen === '';
    if (!this.#open) {
      this.#close();
    } else if (!same) {
      this.#show(this.#query);
    }
  }

  get #open() {
    return !this.#panel.hidden;
  }

  /** What was typed since the list was opened. */
  get #query() {
    return this.#input.dir === 'auto' ? this.#input.value : '';
  }

  #typed() {
    this.#input.dir = 'auto';
    this.#input.removeAttribute('lang');
    this.#show(this.#input.value);
  }

  /** Opens the list with the languages that match. */
  #show(query) {
    const found = matches(query, this.#tags);
    this.#shown = query.trim() === '' && this.#none ? ['', ...found] : found;
    this.#list.replaceChildren(...this.#shown.map((tag) => this.#option(tag)));
    this.#status.textContent = this.#shown.length === 0 ? 'No such language here' : '';
    this.#panel.hidden = false;
    this.#input.setAttribute('aria-expanded', true);
    this.#activate(Math.max(0, query.trim() === '' ? this.#shown.indexOf(this.#chosen) : 0));
  }

  #option(tag) {
    const option = document.createElement('li');
    option.setAttribute('role', 'option');
    option.id = `${this.#input.id}-option-${tag}`;
    option.dataset.tag = tag;
    option.append(name(tag === '' ? this.#none : nameOf(tag), tag));
    if (tag !== '' && nameHere(tag) !== nameOf(tag)) {
      option.append(' ', name(nameHere(tag), ''));
    }
    return option;
  }

  #activate(index) {
    const options = [...this.#list.children];
    this.#active = Math.min(index, options.length - 1);
    options.forEach((option, i) => option.setAttribute('aria-selected', i === this.#active));
    const active = options[this.#active];
    active?.scrollIntoView({ block: 'nearest' });
    this.#input.setAttribute('aria-activedescendant', active?.id ?? '');
  }

  #key(event) {
    const { key } = event;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      this.#move(step);
    } else if (key === 'Enter' && this.#open) {
      this.#choose(this.#list.children[this.#active]);
    } else if (key === 'Escape' && this.#open) {
      this.#leave();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** Opens the list, or moves in it, from the last language to the first and back. */
  #move(step) {
    if (!this.#open) {
      this.#show('');
    } else if (this.#shown.length > 0) {
      this.#activate((this.#active + step + this.#shown.length) % this.#shown.length);
    }
  }

  #choose(option) {
    if (!option) {
      return;
    }
    const { tag } = option.dataset;
    const changed = tag !== this.#chosen;
    this.#chosen = tag;
    this.#leave();
    if (changed) {
      this.onChoice(tag);
    }
  }

  #enter() {
    this.#input.select();
    this.#show('');
  }

  #leave() {
    this.#close();
    this.#input.select();
  }

  /** Closes the list and shows the choice. */
  #close() {
    this.#panel.hidden = true;
    this.#input.setAttribute('aria-expanded', false);
    this.#input.setAttribute('aria-activedescendant', '');
    const text = this.#chosen === '' ? this.#none ?? '' : nameOf(this.#chosen);
    if (this.#input.value !== text) {
      this.#input.value = text; // Otherwise what is selected stays so, and typing replaces it.
    }
    if (this.#chosen === '') {
      this.#input.removeAttribute('lang');
      this.#input.dir = 'ltr';
    } else {
      inLanguage(this.#input, this.#chosen);
    }
  }
}

function name(text, tag) {
  const element = document.createElement('span');
  element.textContent = text;
  if (tag !== '') {
    inLanguage(element, tag);
  }
  return element;
}
