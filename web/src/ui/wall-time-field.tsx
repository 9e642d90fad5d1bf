import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

const WallTimePicker = lazy(() => import('./wall-time-picker'));

export interface WallTimeFieldProps {
  label: string;
  /** `2026-12-31T09:30`, or null for none. */
  value: string | null;
  onChange: (value: string | null) => void;
  description?: string;
  error?: string | null;
  isRequired?: boolean;
}

/** Date and time as a clock on the wall shows them; typed, pasted or picked. Its parts come with the first form that has one. */
export function WallTimeField(props: WallTimeFieldProps) {
  return (
    <Suspense fallback={<Skeleton height={62} />}>
      <WallTimePicker {...props} />
    </Suspense>
  );
}
