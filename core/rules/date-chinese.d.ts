// The part of date-chinese that the lunar calendar uses; the package ships its types where no resolver finds them.
declare module 'date-chinese' {
  export class CalendarVietnamese {
    constructor(cycle?: number, year?: number, month?: number, leap?: boolean, day?: number);
    /** [cycle, year in the cycle, month, leap, day] */
    get(): [number, number, number, boolean, number];
    fromGregorian(year: number, month: number, day: number): this;
    fromJDE(jde: number): this;
    toGregorian(year: number): { year: number; month: number; day: number };
    /** The first day of the lunar year that begins in this year. */
    newYear(year: number): number;
  }
}
