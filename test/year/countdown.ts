import type { CivilDay } from './almanac.ts';

interface Card {
  channel: string;
  draft: string;
}

const keyOf = ({ channel, draft }: Card) => `${channel} ${draft}`;

/** Which cards have yet to show the number of days of today. */
export class Countdown {
  #day: CivilDay | null = null;
  #waiting = new Map<string, Card>();
  /** How many cards there were to bring up to date, over all days. */
  wanted = 0;

  /** Not when the clock was set back over midnight. */
  isNew(day: CivilDay): boolean {
    return this.#day === null || day > this.#day;
  }

  /** A day begins on which these must change; returns those that did not on the day before. */
  begin(day: CivilDay, cards: readonly Card[]): Card[] {
    const missed = [...this.#waiting.values()];
    this.#day = day;
    this.#waiting = new Map(cards.map((card) => [keyOf(card), card]));
    this.wanted += cards.length;
    return missed;
  }

  shown(channel: string, draft: string): void {
    this.#waiting.delete(keyOf({ channel, draft }));
  }
}
