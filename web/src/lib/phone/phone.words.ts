/** An E.164 number as people in the country write it; numbers of elsewhere stay as they are. */
export const spokenPhone = (number: string): string => {
  const mobile = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(number);
  if (mobile) return `${mobile[1]} ${mobile[2]} ${mobile[3]}`;
  // Beijing and the cities of 2x have two digits, all others three.
  const fixed = /^\+86(10|2\d|[3-9]\d{2})(\d{3,4})(\d{4})(?:[;x](?:ext=)?(\d+))?$/.exec(number);
  if (fixed) return `0${fixed[1]} ${fixed[2]} ${fixed[3]}${fixed[4] ? `-${fixed[4]}` : ''}`;
  return number;
};
