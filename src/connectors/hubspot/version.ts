/**
 * HubSpot's API versions are dates in each path; every one lives for at least eighteen months. New ones come each March and
 * September: to move on, compare the OpenAPI documents, change this line, and run the contract suite.
 */
const apiVersion = '2026-03';

/** A portal, or what stands in front of it, may know only the next version yet, or only what came before the dates. */
export const otherVersions = [
  { name: '2026-09', paths: [{ from: `/${apiVersion}(?=/|$)`, to: '/2026-09' }] },
  {
    name: 'v3',
    paths: [
      // labels and primary companies came with v4
      { from: `^/crm/associations/${apiVersion}/`, to: '/crm/v4/associations/' },
      { from: `^/crm/(\\w+)/${apiVersion}(?=/|$)`, to: '/crm/v3/$1' },
    ],
  },
];

export const objectsPath = (type: string): string => `/crm/objects/${apiVersion}/${type}`;
export const searchPath = (type: string): string => `/crm/objects/${apiVersion}/${type}/search`;
export const propertiesPath = (type: string): string => `/crm/properties/${apiVersion}/${type}`;
export const pipelinesPath = (type: string): string => `/crm/pipelines/${apiVersion}/${type}`;
export const ownersPath = `/crm/owners/${apiVersion}`;
export const associationsPath = (from: string, to: string): string =>
  `/crm/associations/${apiVersion}/${from}/${to}/batch/read`;
