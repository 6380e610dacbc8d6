import type { EnvironmentConfig, EnvironmentName } from '../config/environment-config.ts';
import { readEnvironments } from '../config/read-environments.ts';
import { type Resource, synthesized } from './synthesized.ts';

const environmentOf = (name: EnvironmentName): EnvironmentConfig => {
  const [config] = readEnvironments([name]);
  if (config === undefined) throw new TypeError(`no configuration of ${name}`);
  return config;
};
export const devConfig = environmentOf('dev');
export const prodConfig = environmentOf('prod');

/** The templates of the environments as they are configured, made once for all tests of a worker. */
export const dev = synthesized(devConfig);
export const prod = synthesized(prodConfig);

/** The properties of resources by one that names them. */
export const named = (resources: readonly Resource[], property: string) =>
  Object.fromEntries(resources.map((each) => [String(each.Properties[property]), each.Properties]));

/** The properties of a resource that has to be there. */
export function propertiesOf(resource: Resource | undefined): Resource['Properties'] {
  if (resource === undefined) throw new TypeError('there is no such resource');
  return resource.Properties;
}
