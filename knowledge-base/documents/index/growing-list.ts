type Numbers = Float64Array | Uint32Array;

/** A list of numbers that takes their bytes only, where an array takes more for each. */
export class GrowingList {
  readonly #make: (length: number) => Numbers;
  #items: Numbers;
  length = 0;

  constructor(make: (length: number) => Numbers) {
    this.#make = make;
    this.#items = make(1024);
  }

  push(item: number): void {
    if (this.length === this.#items.length) {
      const larger = this.#make(this.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length] = item;
    this.length += 1;
  }

  at(place: number): number {
    return this.#items[place] ?? 0;
  }

  /** All of them, to be read only. */
  items(): Numbers {
    return this.#items.subarray(0, this.length);
  }

  increase(place: number): void {
    this.#items[place] = this.at(place) + 1;
  }
}
