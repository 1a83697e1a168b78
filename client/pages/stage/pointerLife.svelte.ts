/** Whether somebody moves the pointer: then buttons are there; after a moment of rest they are gone, and so is it. */

const restMs = 3_000;

export class PointerLife {
  #isAwake = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get isAwake(): boolean {
    return this.#isAwake;
  }

  readonly stir = (): void => {
    this.#isAwake = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#isAwake = false), restMs);
  };
}
