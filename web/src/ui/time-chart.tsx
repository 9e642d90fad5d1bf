import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

const Plot = lazy(() => import('./time-plot'));

export interface TimeSeries {
  label: string;
  /** A variable of the theme: `--good`. */
  color: string;
  values: readonly number[];
}

export interface TimeChartProps {
  /** What the chart shows, for who cannot see it; its table stands beside it. */
  label: string;
  /** ISO, rising. */
  times: readonly string[];
  series: readonly TimeSeries[];
  timeZone: string;
}

/** Numbers over time; the drawing part comes with the first chart. */
export function TimeChart(props: TimeChartProps) {
  return (
    <Suspense fallback={<Skeleton height={220} />}>
      <Plot {...props} />
    </Suspense>
  );
}
