import { parseDateTime } from '@internationalized/date';
import { type ClipboardEvent, useState } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  FieldError,
  Group,
  Heading,
  I18nProvider,
  Label,
  Popover,
  Text,
} from 'react-aria-components';
import { useLocale, useTranslations } from 'use-intl';
import { Icon } from './icon';
import type { WallTimeFieldProps } from './wall-time-field';
import { readWallTime } from './wall-time';
import classes from './wall-time-picker.module.css';

export default function WallTimePicker(props: WallTimeFieldProps) {
  const { label, value, onChange, description, error, isRequired = false } = props;
  const t = useTranslations('ui');
  const language = useLocale();
  const [isBadPaste, setIsBadPaste] = useState(false);
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    const read = readWallTime(event.clipboardData.getData('text'));
    setIsBadPaste(read === null);
    if (read) onChange(read);
  };
  const fault = isBadPaste ? t('badTime') : error;
  return (
    <I18nProvider locale={language === 'ru' ? 'ru-RU' : 'en-GB'}>
      <DatePicker
        className={classes.field!}
        granularity="minute"
        hourCycle={24}
        shouldForceLeadingZeros
        isRequired={isRequired}
        isInvalid={Boolean(fault)}
        validationBehavior="aria"
        value={value ? parseDateTime(value) : null}
        onChange={(next) => {
          setIsBadPaste(false);
          onChange(next ? next.toString().slice(0, 16) : null);
        }}
      >
        <Label className={classes.label!}>{label}</Label>
        {description && (
          <Text slot="description" className={classes.description!}>
            {description}
          </Text>
        )}
        <Group className={classes.box!} onPaste={paste}>
          <DateInput className={classes.input!}>
            {(segment) => <DateSegment segment={segment} className={classes.segment!} />}
          </DateInput>
          <Button className={classes.opener!} aria-label={t('chooseTime')}>
            <Icon name="calendar" size={18} />
          </Button>
        </Group>
        <FieldError className={classes.error!}>{fault}</FieldError>
        <Popover className={classes.popover!}>
          <Dialog aria-label={t('calendar')}>
            <Calendar>
              <div className={classes.month}>
                <Button slot="previous" className={classes.opener!} aria-label={t('previousMonth')}>
                  <Icon name="back" size={18} />
                </Button>
                <Heading className={classes.monthName!} />
                <Button slot="next" className={classes.next!} aria-label={t('nextMonth')}>
                  <Icon name="back" size={18} />
                </Button>
              </div>
              <CalendarGrid>
                <CalendarGridHeader>
                  {(day) => <CalendarHeaderCell className={classes.weekday!}>{day}</CalendarHeaderCell>}
                </CalendarGridHeader>
                <CalendarGridBody>
                  {(date) => <CalendarCell date={date} className={classes.day!} />}
                </CalendarGridBody>
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </I18nProvider>
  );
}
