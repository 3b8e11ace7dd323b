import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClockReading } from './chatState.ts';
import { Dialog } from './Dialog.tsx';
import { dateIn, dayIn, momentIn, timeIn, weekdayIn } from './format.ts';
import { ClockIcon, ForwardIcon } from './icons.tsx';
import { useRoom } from './room.ts';
import { useWords } from './strings.ts';

/** How often the shown minute is looked at. */
const LOOK_MS = 5_000;

/** Civil time as it goes on, to the minute; it is moved by the sandbox and by nothing else. */
export function useCivilTime(clock: ClockReading | null): Date {
  const read = () =>
    clock ? new Date(clock.at + (performance.now() - clock.readAt)) : new Date(Number.NaN);
  const [, setMinute] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setMinute(Math.floor(performance.now() / 60_000)), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return read();
}

/** The sandbox's time and the two ways to move it. */
export function ClockCard({ now }: { now: Date }) {
  const words = useWords();
  const { t } = words;
  const { chat, zone } = useRoom();
  const [moving, setMoving] = useState(false);
  const [asking, setAsking] = useState(false);
  const goTo = useRef<HTMLButtonElement>(null);

  async function nextWorkingDay() {
    if (moving) return;
    setMoving(true);
    await chat.moveClock({ to: 'nextWorkingDay' });
    setMoving(false);
  }

  async function moveTo(day: string, time: string) {
    setAsking(false);
    setMoving(true);
    await chat.moveClock({ to: 'moment', day, time });
    setMoving(false);
  }

  return (
    <section class="clock" aria-label={t('sandbox.clock')}>
      <h2>{t('sandbox.clock')}</h2>
      <time class="clock-face" dateTime={now.toISOString()}>
        <span class="clock-time">{timeIn(zone, now)}</span>
        <span class="clock-date">
          <strong>{weekdayIn(words, zone, now)}</strong>
          <span>{dateIn(words, zone, now)}</span>
        </span>
      </time>
      <div class="clock-buttons">
        <button
          type="button"
          class="button plain"
          aria-busy={moving}
          onClick={() => void nextWorkingDay()}
        >
          {t('sandbox.nextWorkingDay')}
          <ForwardIcon />
        </button>
        <button
          ref={goTo}
          type="button"
          class="button plain"
          aria-haspopup="dialog"
          onClick={() => setAsking(true)}
        >
          {t('sandbox.goTo')}
        </button>
      </div>
      <p class="clock-note">
        {t('sandbox.clockNote')} {t('sandbox.zone', { zone })}.
      </p>
      {asking && (
        <MomentDialog
          now={now}
          opener={goTo.current}
          onClose={() => setAsking(false)}
          onGo={(day, time) => void moveTo(day, time)}
        />
      )}
      <p class="unseen" role="status">
        {moving && t('sandbox.moving')}
      </p>
    </section>
  );
}

/** Where the days of the bot's calendar end (it knows no holidays beyond). */
const FIRST_DAY = '1991-01-01';
const LAST_DAY = '2109-12-31';

function MomentDialog({
  now,
  opener,
  onClose,
  onGo,
}: {
  now: Date;
  opener: HTMLElement | null;
  onClose(): void;
  onGo(day: string, time: string): void;
}) {
  const { t } = useWords();
  const { zone } = useRoom();
  const [day, setDay] = useState(() => dayIn(zone, now));
  const [time, setTime] = useState('09:00');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Dialog title={t('sandbox.goToTitle')} class="small" onClose={onClose} opener={opener}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const good = day >= FIRST_DAY && day <= LAST_DAY && time !== '';
          setWrong(!good);
          if (good) onGo(day, time);
        }}
      >
        <div class="dialog-body">
          <p class="intro">{t('sandbox.clockNote')}</p>
          <div class="pair">
            <div class="field">
              <label for="moment-day">{t('sandbox.day')}</label>
              <input
                ref={field}
                id="moment-day"
                type="date"
                min={FIRST_DAY}
                max={LAST_DAY}
                value={day}
                aria-invalid={wrong}
                aria-describedby={wrong ? 'moment-error' : undefined}
                onInput={(event) => setDay(event.currentTarget.value)}
              />
            </div>
            <div class="field">
              <label for="moment-time">{t('sandbox.time')}</label>
              <input
                id="moment-time"
                type="time"
                value={time}
                aria-invalid={wrong}
                aria-describedby={wrong ? 'moment-error' : undefined}
                onInput={(event) => setTime(event.currentTarget.value)}
              />
            </div>
          </div>
          <div role="alert">
            {wrong && (
              <p class="alert" id="moment-error">
                {t('sandbox.badMoment')}
              </p>
            )}
          </div>
          <p class="hint">{t('sandbox.zone', { zone })}</p>
        </div>
        <div class="dialog-foot">
          <button type="button" class="button plain" onClick={onClose}>
            {t('chat.cancel')}
          </button>
          <button type="submit" class="button primary">
            {t('sandbox.go')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** On phones, where the sidebar is put away: the time at a glance, and a way to it. */
export function ClockButton({ now, onOpen }: { now: Date; onOpen(): void }) {
  const words = useWords();
  const { zone } = useRoom();
  return (
    <button
      type="button"
      class="clock-chip"
      aria-label={words.t('sandbox.openClock', { when: momentIn(words, zone, now) })}
      onClick={onOpen}
    >
      <ClockIcon />
      {timeIn(zone, now)}
    </button>
  );
}
