// One thing tells several others that it changed.

export class Notice<T> {
  private readonly readers: ((value: T) => void)[] = [];

  add(reader: (value: T) => void): void {
    this.readers.push(reader);
  }

  send(value: T): void {
    for (const reader of this.readers) reader(value);
  }
}
