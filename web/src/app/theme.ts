// Colours with enough contrast for WCAG 2.2 AA in light and dark; Mantine's own fall short in places.
import { createTheme, type CSSVariablesResolver, type MantineColorSchemeManager } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 8,
  autoContrast: true,
  defaultRadius: 'md',
  // The greys of the dark pages have a little blue in them, like the pages themselves.
  colors: {
    dark: [
      '#d7dae0',
      '#b9bfca',
      '#8d95a3',
      '#69707d',
      '#454b56',
      '#363b45',
      '#272b33',
      '#1d2026',
      '#16181d',
      '#101216',
    ],
  },
  cursorType: 'pointer',
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', 'Liberation Sans', sans-serif",
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.625rem', lineHeight: '1.25' } } },
  components: {
    // Tags and statuses stand exactly as they were typed.
    Badge: { styles: { root: { textTransform: 'none' } } },
    Alert: { styles: { label: { color: 'var(--mantine-color-text)' } } },
    Modal: { defaultProps: { centered: true } },
    // Their headers are no second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    PasswordInput: { defaultProps: { visibilityToggleButtonProps: { tabIndex: 0 } } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1f2430',
    '--mantine-color-dimmed': '#565d6b',
    '--mantine-color-placeholder': '#6a7180',
    '--mantine-color-error': '#c02626',
    '--mantine-color-anchor': '#364fc7',
    '--page': '#f6f7f9',
    '--line': '#e3e6eb',
    '--hover': '#f3f5fa',
    '--chosen': '#e8ecfb',
    '--chosen-text': '#2b3f9e',
    '--good': '#2b8a3e',
    '--bad': '#c02626',
    '--doubt': '#b35c00',
    '--quiet': '#8a91a0',
    '--busy': '#3b5bdb',
  },
  dark: {
    '--mantine-color-body': '#1d2026',
    '--mantine-color-text': '#e3e6eb',
    '--mantine-color-dimmed': '#a5acb8',
    '--mantine-color-placeholder': '#939aa7',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-anchor': '#9db0ff',
    '--mantine-color-default-border': '#3b404a',
    '--page': '#16181d',
    '--line': '#2e323a',
    '--hover': '#262a32',
    '--chosen': '#2a3358',
    '--chosen-text': '#c9d3ff',
    '--good': '#69db7c',
    '--bad': '#ff8787',
    '--doubt': '#ffc078',
    '--quiet': '#7d8593',
    '--busy': '#91a7ff',
  },
});

const key = 'theme';

/** The choice lies where boot.js reads it before the first paint. */
export const colorSchemes: MantineColorSchemeManager = {
  get(fallback) {
    try {
      const kept = localStorage.getItem(key);
      return kept === 'light' || kept === 'dark' || kept === 'auto' ? kept : fallback;
    } catch {
      return fallback;
    }
  },
  set(value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Then the choice lasts as long as the page.
    }
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};
