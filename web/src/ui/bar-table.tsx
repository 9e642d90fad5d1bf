import type { ReactNode } from 'react';
import { useFormat } from '../i18n/format';
import { Bar, type BarPart } from './bar';
import classes from './bar-table.module.css';

export interface BarRow {
  key: string;
  name: string;
  /** The name and the bar lead there: a link around what it is given. */
  link?: (children: ReactNode) => ReactNode;
  parts: readonly BarPart[];
}

interface BarTableProps {
  caption: string;
  /** Headers of the name and of the number. */
  nameHeader: string;
  countHeader: string;
  rows: readonly BarRow[];
}

const sum = (parts: readonly BarPart[]) => parts.reduce((total, { value }) => total + value, 0);

/** A chart and its table in one: each row has its number and a bar, the longest of which is full. */
export function BarTable({ caption, nameHeader, countHeader, rows }: BarTableProps) {
  const { number } = useFormat();
  const longest = Math.max(1, ...rows.map(({ parts }) => sum(parts)));
  return (
    <table className={classes.table}>
      <caption className={classes.caption}>{caption}</caption>
      <colgroup>
        <col />
        <col className={classes.countColumn} />
        <col className={classes.barColumn} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{nameHeader}</th>
          <th scope="colgroup" colSpan={2} className={classes.countHeader}>
            {countHeader}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, link = (children) => children, parts }) => (
          <tr key={key}>
            <th scope="row" className={classes.name}>
              {link(name)}
            </th>
            <td className={classes.count}>{number(sum(parts))}</td>
            <td className={classes.bar}>{link(<Bar label={name} parts={parts} total={longest} />)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
