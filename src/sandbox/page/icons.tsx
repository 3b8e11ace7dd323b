import type { ComponentChildren } from 'preact';

/** Drawn on a 20 × 20 grid with one line width; they say nothing that a label does not say. */
function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

const line = (d: string) => () => (
  <Icon>
    <path d={d} />
  </Icon>
);

export const MenuIcon = line('M3 5.5h14M3 10h14M3 14.5h14');
export const CloseIcon = line('m5 5 10 10M15 5 5 15');
export const BackIcon = line('M16 10H4m5-5-5 5 5 5');
export const ChevronIcon = line('m5.5 8 4.5 4.5L14.5 8');
export const HashIcon = line('M8 3.5 6 16.5M14 3.5l-2 13M3.5 7.5h13.5M3 12.5h13.5');
export const SendIcon = line('M3.5 10 3 3.5l14 6.5-14 6.5.5-6.5Zm0 0H10');
export const SlashIcon = line('M12.5 3.5 7.5 16.5');
export const ReplyIcon = line('M8 5 3.5 9.5 8 14M3.5 9.5h8a5 5 0 0 1 5 5v1');
export const ClockIcon = line('M10 5.5V10l3 2M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z');
export const ForwardIcon = line('M4 10h12m-5-5 5 5-5 5');
export const EyeIcon = line(
  'M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10Zm10.5 0a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z',
);
export const WarningIcon = line('M10 3.5 18 16.5H2L10 3.5Zm0 4.5v4m0 2.2v.1');
export const FileIcon = line('M5 2.5h6.5L15.5 6.5v11H5v-15Zm6.5 0v4h4');
export const SunIcon = line(
  'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
);
export const MoonIcon = line('M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5Z');
export const DeviceIcon = line('M3 4h14v9H3V4Zm4.5 12.5h5M10 13v3.5');
export const DownIcon = line('M10 4v12m-5-5 5 5 5-5');
export const CheckIcon = line('m4 10.5 4 4 8-9');

export function SmileIcon() {
  return (
    <Icon>
      <path d="M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM7.3 12c.6 1 1.6 1.5 2.7 1.5s2.1-.5 2.7-1.5M7.5 8v.1M12.5 8v.1" />
    </Icon>
  );
}

/** The mark of the bot: a tick in a speech bubble. */
export function BotMark() {
  return (
    <svg class="bot-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        class="bubble"
        d="M9 8h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-7l-5 4v-4H9a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3Z"
      />
      <path class="tick" d="m11.5 15 3 3 6-6" />
    </svg>
  );
}
