import type { ReactNode } from 'react';

/** What stands between `<code>` in a text: `t.rich('hint', { code: inCode })`. */
export const inCode = (text: ReactNode) => <code>{text}</code>;
