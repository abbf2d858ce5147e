// What a date field says, in the viewer's own time zone, as a moment in UTC.
const iso = (date) => (Number.isNaN(date.valueOf()) ? null : date.toISOString());

export const moment = (value) => iso(new Date(value));

export const endOfDay = (value) => {
  const [year, month, day] = value.split("-").map(Number);
  return iso(new Date(year, month - 1, day + 1));
};
