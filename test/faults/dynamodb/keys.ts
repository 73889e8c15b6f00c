import { invalid } from './service-error.ts';
import { attributesOf, type KeySchema, type TableDefinition } from './table-definition.ts';
import { type AttributeValue, type Item, typeOf } from './values/attribute-value.ts';
import { sizeOfValue } from './values/size-of.ts';

const mostBytes = { partition: 2048, sort: 1024 };

/** The key of an item that was checked by `checkItem`. */
export function keyIn(item: Item, key: KeySchema): Item {
  return Object.fromEntries(attributesOf(key).flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

/** @throws ServiceError unless these are the attributes of the table's key, all of them and no others, of the right types. */
export function checkKey(key: Item, { key: schema, keyTypes }: TableDefinition): Item {
  const names = attributesOf(schema);
  if (Object.keys(key).length !== names.length) throw invalid('The provided key element does not match the schema');
  for (const name of names) {
    const value = key[name];
    checkKeyOfType(value, keyTypes[name], 'The provided key element does not match the schema');
    if (value) checkContent(name, value, schema);
  }
  return key;
}

/** @throws ServiceError saying `why` unless the value is of this type. */
export function checkKeyOfType(value: AttributeValue | undefined, type: string | undefined, why: string): void {
  if (value === undefined || typeOf(value) !== type) throw invalid(why);
}

/** @throws ServiceError for an item whose key is missing or of another type, or whose key in a table or index is empty or too long. */
export function checkItem(item: Item, { key, keyTypes, indexes }: TableDefinition): Item {
  for (const name of attributesOf(key)) {
    if (item[name] === undefined) throw invalid(`One or more parameter values were invalid: Missing the key ${name} in the item`);
  }
  checkTypes(item, key, keyTypes);
  for (const schema of [key, ...indexes.map((index) => index.key)]) {
    for (const name of attributesOf(schema)) {
      const value = item[name];
      if (value) checkContent(name, value, schema);
    }
  }
  return item;
}

/** @throws ServiceError for an item whose key in an index is of another type. */
export function checkIndexTypes(item: Item, { keyTypes, indexes }: TableDefinition): Item {
  for (const { key } of indexes) checkTypes(item, key, keyTypes);
  return item;
}

function checkTypes(item: Item, key: KeySchema, types: TableDefinition['keyTypes']): void {
  for (const name of attributesOf(key)) {
    const value = item[name];
    if (value) checkType(name, value, types);
  }
}

function checkType(name: string, value: AttributeValue, types: TableDefinition['keyTypes']): void {
  const [expected, actual] = [types[name], typeOf(value)];
  if (actual === expected) return;
  throw invalid(`One or more parameter values were invalid: Type mismatch for key ${name} expected: ${expected} actual: ${actual}`);
}

function checkContent(name: string, value: AttributeValue, { partition }: KeySchema): void {
  const bytes = sizeOfValue(value);
  const most = mostBytes[name === partition ? 'partition' : 'sort'];
  if (bytes === 0)
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty value. Key: ${name}`,
    );
  if (bytes > most)
    throw invalid(`One or more parameter values were invalid: Size of key ${name} has exceeded the maximum size limit of ${most} bytes`);
}
