import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';

/** Something that a person should know before going on; no fault. */
export function DoubtPanel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Alert
      variant="outline"
      color="orange"
      mb="lg"
      title={title}
      styles={{ label: { color: 'var(--mantine-color-text)' } }}
    >
      {children}
    </Alert>
  );
}
