/** What is said, and whether it may interrupt. */
export interface Line {
  readonly text: string;
  readonly isUrgent: boolean;
}

/** The mouth: the browser's, or a test's. `ended` is called once, with whether it was heard. */
export interface Mouth {
  speak(text: string, ended: (isHeard: boolean) => void): void;
  hush(): void;
}

/** Some browsers forget to say that they have ended; the next line does not wait for ever. */
const longestMs = 20_000;

/** Says one line after the other, the urgent first. An urgent one interrupts what is not, which is then said again; never another urgent one. */
export class Speaker {
  readonly #mouth: Mouth;
  readonly #heard: (isHeard: boolean) => void;
  #waiting: Line[] = [];
  #saying: Line | undefined;
  #turn = 0; // so that a late end of an interrupted line is not taken for that of the next

  constructor(mouth: Mouth, heard: (isHeard: boolean) => void) {
    this.#mouth = mouth;
    this.#heard = heard;
  }

  say(line: Line): void {
    this.#waiting.push(line);
    if (line.isUrgent && this.#saying && !this.#saying.isUrgent) {
      this.#waiting.push(this.#saying);
      this.#saying = undefined;
      this.#turn += 1;
      this.#mouth.hush();
    }
    this.#next();
  }

  stop(): void {
    this.#waiting = [];
    this.#saying = undefined;
    this.#turn += 1;
    this.#mouth.hush();
  }

  #next(): void {
    if (this.#saying) return;
    const line = this.#waiting.find((one) => one.isUrgent) ?? this.#waiting[0];
    if (!line) return;
    this.#waiting = this.#waiting.filter((one) => one !== line);
    this.#saying = line;
    const turn = (this.#turn += 1);
    const ended = (isHeard: boolean): void => {
      if (turn !== this.#turn) return;
      clearTimeout(timer);
      this.#saying = undefined;
      this.#heard(isHeard);
      this.#next();
    };
    const timer = setTimeout(() => ended(true), longestMs);
    this.#mouth.speak(line.text, ended);
  }
}

/** The browser's speech with a voice of it. A fault of it is a line not heard, never a fault of the page. */
export function browserMouth(voice: () => SpeechSynthesisVoice | undefined): Mouth {
  return {
    speak(text, ended) {
      try {
        const [said, chosen] = [new SpeechSynthesisUtterance(text), voice()];
        if (chosen) [said.voice, said.lang] = [chosen, chosen.lang];
        said.onend = () => ended(true);
        said.onerror = () => ended(false);
        speechSynthesis.speak(said);
      } catch {
        queueMicrotask(() => ended(false));
      }
    },
    hush() {
      if ("speechSynthesis" in window) speechSynthesis.cancel();
    },
  };
}
