/**
 * Hosts of the Bot Connector for the public cloud and GCC, as Microsoft's own SDK lists them.
 * https://microsoft.github.io/teams-sdk/typescript/essentials/app-configuration/service-url-validation
 */
const HOSTS: ReadonlySet<string> = new Set([
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
]);
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A service address that may be called, or null. */
export type AllowService = (serviceUrl: string) => URL | null;

/**
 * Every request brings the address that answers go to. The bot's own token goes there, too, so it is followed to hosts on a list only
 * (RELIABILITY 4.4); what a payload names besides is never called.
 *
 * @param extra further hosts, with a port where it is not the usual one; over http, too
 * @param anonymous a local client: anything on this machine
 */
export function createAllowService(extra: readonly string[], anonymous: boolean): AllowService {
  return (serviceUrl) => {
    if (!URL.canParse(serviceUrl)) return null;
    const url = new URL(serviceUrl);
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
    if (!['https:', 'http:'].includes(url.protocol)) return null;
    if (extra.includes(url.host) || (anonymous && LOOPBACK.has(url.hostname))) return url;
    // An empty port is 443 here; "smba.trafficmanager.net." is another name and is refused.
    return url.protocol === 'https:' && url.port === '' && HOSTS.has(url.hostname) ? url : null;
  };
}
