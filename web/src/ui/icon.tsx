// The few signs in use, drawn on 20 × 20; they decorate, words say what a thing does.
const paths = {
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  look: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM2.8 10h14.4M10 2.5c2 2 3 4.700 3 7.500s-1 5.500-3 7.500M10 2.500c-2 2-3 4.700-3 7.500s1 5.500 3 7.500',
  moon: 'M16.500 12.200A7 7 0 1 1 7.800 3.500a5.600 5.600 0 0 0 8.700 8.700Z',
  person:
    'M10 10a3.2 3.2 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400ZM3.800 17c.8-3 3.200-4.500 6.200-4.500s5.400 1.500 6.200 4.500',
  check: 'm4 10.500 4 4 8-9',
  up: 'm5 12 5-5 5 5',
  down: 'm5 8 5 5 5-5',
  back: 'm12 4-6 6 6 6',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  search: 'M8.800 14.500a5.700 5.700 0 1 0 0-11.400 5.700 5.700 0 0 0 0 11.400ZM13 13l4 4',
  calendar: 'M3.500 5h13v11.500h-13zM3.500 8.500h13M7 3v3M13 3v3',
  more: 'M4.500 10h.01M10 10h.01M15.500 10h.01',
  cross: 'm5 5 10 10M15 5 5 15',
  plus: 'M10 4v12M4 10h12',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.4 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
