import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useFormat } from '../i18n/format';
import type { TimeChartProps } from './time-chart';

const height = 220;

export default function TimePlot({ label, times, series, timeZone }: TimeChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const { number } = useFormat();
  const told = JSON.stringify([times, series, timeZone]);
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const [times, series, zone] = JSON.parse(told) as [string[], TimeChartProps['series'], string];
    const colorOf = (name: string) => getComputedStyle(place).getPropertyValue(name).trim();
    const axis = { stroke: colorOf('--mantine-color-dimmed'), grid: { stroke: colorOf('--line'), width: 1 } };
    const plot = new uPlot(
      {
        width: place.clientWidth,
        height,
        legend: { show: false },
        cursor: { show: false },
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
        axes: [axis, { ...axis, values: (_, ticks) => ticks.map((tick) => number(tick)), size: 56 }],
        series: [
          {},
          ...series.map(({ label, color }) => ({
            label,
            stroke: colorOf(color),
            width: 2,
            points: { show: times.length < 60 },
          })),
        ],
      },
      [times.map((time) => Date.parse(time) / 1000), ...series.map(({ values }) => [...values])],
      place,
    );
    const watcher = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height }));
    watcher.observe(place);
    return () => {
      watcher.disconnect();
      plot.destroy();
    };
  }, [told, number]);
  return <div ref={box} role="img" aria-label={label} style={{ minHeight: height, overflow: 'hidden' }} />;
}
