import { SLACK_LIMITS as LIMITS } from './slack-limits.ts';
import { type Faults, openFaults, record, records, textOf } from './validation.ts';

/** What is checked of a message: as it goes to `chat.postMessage`, unknown fields and all. */
export interface CheckedMessage {
  readonly text?: unknown;
  readonly blocks?: unknown;
  readonly metadata?: unknown;
}

/** What Slack would refuse of a message: one line a fault with its path, none when it would be taken. */
export function validateMessage({ text, blocks, metadata }: CheckedMessage): readonly string[] {
  const faults = openFaults();
  if (blocks === undefined && (typeof text !== 'string' || text === '')) faults.add('text', 'no_text');
  if (text !== undefined) faults.text('text', text, LIMITS.text, 0);
  if (blocks !== undefined) checkBlocks(faults, blocks, LIMITS.blocksInMessage, 'message');
  if (metadata !== undefined) checkMetadata(faults, metadata);
  return faults.found;
}

/** What Slack would refuse of a modal or a Home tab. */
export function validateView(view: unknown): readonly string[] {
  const faults = openFaults();
  const { type, title, submit, close, private_metadata, callback_id, blocks } = record(view);
  if (type !== 'modal' && type !== 'home') faults.add('type', `${String(type)} is no view`);
  if (type === 'modal') faults.plainText('title', title, LIMITS.viewTitle);
  if (submit !== undefined) faults.plainText('submit', submit, LIMITS.viewButton);
  if (close !== undefined) faults.plainText('close', close, LIMITS.viewButton);
  if (private_metadata !== undefined)
    faults.text('private_metadata', private_metadata, LIMITS.privateMetadata, 0);
  if (callback_id !== undefined) faults.text('callback_id', callback_id, LIMITS.callbackId);
  checkBlocks(faults, blocks, LIMITS.blocksInView, type === 'home' ? 'home' : 'modal');
  if (type === 'modal' && submit === undefined && records(blocks).some((block) => block.type === 'input'))
    faults.add('submit', 'needed where there is an input');
  return faults.found;
}

type Surface = 'message' | 'modal' | 'home';

function checkBlocks(faults: Faults, value: unknown, most: number, surface: Surface): void {
  if (!Array.isArray(value)) {
    faults.add('blocks', 'is no list');
    return;
  }
  if (value.length > most) faults.add('blocks', `${value.length}, at most ${most}`);
  const ids = new Set<string>();
  value.forEach((block: unknown, index) => {
    const path = `blocks[${index}]`;
    const { type, block_id } = record(block);
    if (block_id !== undefined) {
      faults.text(`${path}.block_id`, block_id, LIMITS.blockId);
      if (ids.has(String(block_id))) faults.add(`${path}.block_id`, `${String(block_id)} stands twice`);
      ids.add(String(block_id));
    }
    const check = CHECKS[String(type)];
    if (check === undefined) faults.add(`${path}.type`, `${String(type)} is no block`);
    else if (!SURFACES[surface](String(type)))
      faults.add(path, `${String(type)} has no place in a ${surface}`);
    else check(faults, path, record(block));
  });
  if (surface !== 'message') return;
  const total = value.reduce((sum: number, block: unknown) => sum + charactersOf(block), 0);
  if (total > LIMITS.charactersInMessage)
    faults.add('blocks', `msg_blocks_too_long: ${total} characters, at most ${LIMITS.charactersInMessage}`);
  const markdown = records(value).filter((block) => block.type === 'markdown');
  const written = markdown.reduce((sum, block) => sum + String(block.text ?? '').length, 0);
  if (written > LIMITS.markdown)
    faults.add('blocks', `${written} characters of markdown, at most ${LIMITS.markdown}`);
  const charts = records(value).filter((block) => block.type === 'data_visualization').length;
  if (charts > LIMITS.chartsInMessage)
    faults.add('blocks', `${charts} charts, at most ${LIMITS.chartsInMessage}`);
}

const MESSAGE_ONLY = new Set(['markdown', 'data_table', 'table', 'data_visualization', 'context_actions']);
const SURFACES: Readonly<Record<Surface, (type: string) => boolean>> = {
  message: (type) => type !== 'input',
  modal: (type) => !MESSAGE_ONLY.has(type),
  home: (type) => !MESSAGE_ONLY.has(type),
};

type Check = (faults: Faults, path: string, block: Readonly<Record<string, unknown>>) => void;

const CHECKS: Readonly<Record<string, Check>> = {
  divider: () => undefined,
  header: (faults, path, { text }) => faults.plainText(`${path}.text`, text, LIMITS.header),
  markdown: (faults, path, { text }) => faults.text(`${path}.text`, text, LIMITS.markdown),
  section(faults, path, { text, fields, accessory }) {
    if (text === undefined && fields === undefined) faults.add(path, 'neither text nor fields');
    if (text !== undefined) faults.textObject(`${path}.text`, text, LIMITS.sectionText);
    if (fields !== undefined) {
      const list = faults.list(`${path}.fields`, fields, LIMITS.sectionFields);
      list.forEach((field, index) => {
        faults.textObject(`${path}.fields[${index}]`, field, LIMITS.sectionField);
      });
    }
    if (accessory !== undefined) checkElement(faults, `${path}.accessory`, accessory);
  },
  context(faults, path, { elements }) {
    faults.list(`${path}.elements`, elements, LIMITS.contextElements).forEach((element, index) => {
      const at = `${path}.elements[${index}]`;
      if (record(element).type === 'image') checkImage(faults, at, record(element));
      else faults.textObject(at, element, LIMITS.sectionText);
    });
  },
  actions(faults, path, { elements }) {
    const list = faults.list(`${path}.elements`, elements, LIMITS.actions);
    list.forEach((element, index) => {
      checkElement(faults, `${path}.elements[${index}]`, element);
    });
    faults.unique(
      `${path}.elements`,
      list.map((element) => record(element).action_id),
    );
  },
  context_actions(faults, path, { elements }) {
    faults.list(`${path}.elements`, elements, LIMITS.contextActions).forEach((element, index) => {
      checkElement(faults, `${path}.elements[${index}]`, element);
    });
  },
  image: checkImage,
  input(faults, path, { label, hint, element }) {
    faults.plainText(`${path}.label`, label, LIMITS.inputLabel);
    if (hint !== undefined) faults.plainText(`${path}.hint`, hint, LIMITS.inputHint);
    checkElement(faults, `${path}.element`, element);
  },
  table: checkTable,
  data_table(faults, path, block) {
    faults.text(`${path}.caption`, block.caption, LIMITS.sectionText);
    checkTable(faults, path, block);
    const [header, ...rows] = Array.isArray(block.rows) ? block.rows : [];
    if (rows.length === 0) faults.add(`${path}.rows`, 'no row under the header');
    if (records(header).some(({ type }) => type === 'rich_text'))
      faults.add(`${path}.rows[0]`, 'rich_text in the header');
    const { page_size } = block;
    if (
      page_size !== undefined &&
      !(Number.isInteger(page_size) && Number(page_size) > 0 && Number(page_size) <= 100)
    )
      faults.add(`${path}.page_size`, `${String(page_size)} is none of 1 to 100`);
  },
  data_visualization(faults, path, block) {
    const chart = record(block.chart);
    faults.text(`${path}.title`, block.title, LIMITS.chartTitle);
    const { categories } = record(chart.axis_config);
    const along = faults.list(`${path}.chart.axis_config.categories`, categories, LIMITS.chartPoints);
    faults.unique(`${path}.chart.axis_config.categories`, along);
    const drawn = faults.list(`${path}.chart.series`, chart.series, LIMITS.chartSeries);
    faults.unique(
      `${path}.chart.series`,
      drawn.map((series) => record(series).name),
    );
    drawn.forEach((series, index) => {
      const at = `${path}.chart.series[${index}]`;
      faults.text(`${at}.name`, record(series).name, LIMITS.chartLabel);
      const labels = records(record(series).data).map(({ label }) => label);
      if (JSON.stringify(labels) !== JSON.stringify(along))
        faults.add(`${at}.data`, 'labels are not the categories');
      faults.list(`${at}.data`, record(series).data, LIMITS.chartPoints).forEach((point, place) => {
        const { label, value } = record(point);
        faults.text(`${at}.data[${place}].label`, label, LIMITS.chartLabel);
        if (typeof value !== 'number' || !Number.isFinite(value))
          faults.add(`${at}.data[${place}].value`, `${String(value)} is no number`);
      });
    });
  },
};

function checkImage(
  faults: Faults,
  path: string,
  { alt_text, image_url }: Readonly<Record<string, unknown>>,
): void {
  faults.text(`${path}.alt_text`, alt_text, LIMITS.imageAlt);
  if (image_url !== undefined) faults.text(`${path}.image_url`, image_url, LIMITS.url);
}

function checkTable(faults: Faults, path: string, { rows }: Readonly<Record<string, unknown>>): void {
  const list = faults.list(`${path}.rows`, rows, LIMITS.tableRows);
  const widths = list.map((row, index) => {
    const cells = faults.list(`${path}.rows[${index}]`, row, LIMITS.tableColumns);
    cells.forEach((cell, column) => {
      const { type, text, value } = record(cell);
      const at = `${path}.rows[${index}][${column}]`;
      if (type === 'raw_text') faults.text(`${at}.text`, text, LIMITS.tableCharacters);
      else if (type === 'raw_number' && (typeof value !== 'number' || !Number.isFinite(value)))
        faults.add(`${at}.value`, `${String(value)} is no number`);
      else if (type !== 'raw_number' && type !== 'rich_text')
        faults.add(`${at}.type`, `${String(type)} is no cell`);
    });
    return cells.length;
  });
  if (new Set(widths).size > 1) faults.add(`${path}.rows`, 'rows of different lengths');
  const characters = list.reduce((sum: number, row) => sum + charactersOf(row), 0);
  if (characters > LIMITS.tableCharacters)
    faults.add(`${path}.rows`, `${characters} characters, at most ${LIMITS.tableCharacters}`);
}

function checkElement(faults: Faults, path: string, value: unknown): void {
  const element = record(value);
  const { type, action_id, text, url, placeholder, accessibility_label } = element;
  if (action_id !== undefined) faults.text(`${path}.action_id`, action_id, LIMITS.actionId);
  if (placeholder !== undefined) faults.plainText(`${path}.placeholder`, placeholder, LIMITS.placeholder);
  if (accessibility_label !== undefined)
    faults.text(`${path}.accessibility_label`, accessibility_label, LIMITS.accessibilityLabel);
  switch (type) {
    case 'button':
      faults.plainText(`${path}.text`, text, LIMITS.buttonText);
      if (url !== undefined) faults.text(`${path}.url`, url, LIMITS.url);
      if (element.value !== undefined) faults.text(`${path}.value`, element.value, LIMITS.buttonValue);
      return;
    case 'feedback_buttons':
      for (const side of ['positive_button', 'negative_button']) {
        const button = record(element[side]);
        faults.plainText(`${path}.${side}.text`, button.text, LIMITS.buttonText);
        faults.text(`${path}.${side}.value`, button.value, LIMITS.buttonValue);
      }
      return;
    case 'static_select':
    case 'radio_buttons':
    case 'checkboxes':
    case 'overflow':
      checkOptions(faults, path, element);
      return;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
      if (element.initial_value !== undefined)
        faults.text(`${path}.initial_value`, element.initial_value, LIMITS.inputInitial);
      return;
    case 'datepicker':
      if (element.initial_date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(element.initial_date)))
        faults.add(`${path}.initial_date`, `${String(element.initial_date)} is not YYYY-MM-DD`);
      return;
    case 'image':
      checkImage(faults, path, element);
      return;
    default:
      faults.add(`${path}.type`, `${String(type)} is no element`);
  }
}

function checkOptions(
  faults: Faults,
  path: string,
  { options, option_groups, initial_option }: Readonly<Record<string, unknown>>,
): void {
  const groups =
    option_groups === undefined ? [] : faults.list(`${path}.option_groups`, option_groups, LIMITS.options);
  const grouped = groups.flatMap((group, index) => {
    faults.textObject(`${path}.option_groups[${index}].label`, record(group).label, LIMITS.optionText);
    return faults.list(`${path}.option_groups[${index}].options`, record(group).options, LIMITS.options);
  });
  const list =
    option_groups === undefined ? faults.list(`${path}.options`, options, LIMITS.options) : grouped;
  list.forEach((option, index) => {
    faults.textObject(`${path}.options[${index}].text`, record(option).text, LIMITS.optionText);
    faults.text(`${path}.options[${index}].value`, record(option).value, LIMITS.optionValue);
  });
  const values = list.map((option) => record(option).value);
  faults.unique(`${path}.options`, values);
  if (initial_option !== undefined && !values.includes(record(initial_option).value))
    faults.add(`${path}.initial_option`, 'is none of the options');
}

function checkMetadata(faults: Faults, metadata: unknown): void {
  const { event_type, event_payload } = record(metadata);
  faults.text('metadata.event_type', event_type, LIMITS.callbackId);
  if (typeof event_payload !== 'object' || event_payload === null)
    faults.add('metadata.event_payload', 'is no object');
  const bytes = Buffer.byteLength(JSON.stringify(metadata));
  if (bytes > LIMITS.metadata) faults.add('metadata', `${bytes} bytes, at most ${LIMITS.metadata}`);
}

/** The characters that a reader sees of a part of a message. */
export function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, part: unknown) => sum + charactersOf(part), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const shown = textOf(value);
  const inside = Object.values(value).filter((part) => typeof part === 'object');
  return (shown?.length ?? 0) + charactersOf(inside);
}
