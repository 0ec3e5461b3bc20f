import { LOGIN_VARIABLES, SERVICE_VARIABLES, VARIABLES, type Variable } from './variables.ts';

/** The environment as the README shows it: a table in Markdown. */
export function configTable(): string {
  const rows = Object.entries(VARIABLES as Record<string, Variable>).map(([name, variable]) => {
    const unset = variable.unset(false);
    const standard = variable.unsetInWords ?? (name === 'SECRET' ? 'one for development' : unset ? `\`${unset}\`` : '');
    return `| \`${name}\` | ${standard} | ${variable.meaning} |`;
  });
  const logins = LOGIN_VARIABLES.map(({ name }) => `\`${name}\``).join(' ');
  const services = SERVICE_VARIABLES.map(({ name }) => `\`${name}\``).join(' ');
  rows.push(
    `| ${logins} | derived | The address of one login, its password kept elsewhere; the user is the login's name. |`,
  );
  rows.push(`| ${services} | | A service that runs in another process, by its address. |`);
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}
