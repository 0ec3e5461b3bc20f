const unaudited = new Set<unknown>();

/**
 * Rows of this entity are no things people do: a story's own lines, or worked out from other rows. Everything else that a
 * unit of work writes through entities has its line in the audit trail, whoever wrote it.
 */
export function Unaudited(): ClassDecorator {
  return (entity) => {
    unaudited.add(entity);
  };
}

/** Whether changes of the entity have lines. */
export function isAudited(entity: unknown): boolean {
  return !unaudited.has(entity);
}
