/** The small table of labels and values above an article (索引号, 发布机构 …): lines and metadata, no table of the report. */
import type { Grid, Paragraph } from '../../document.ts';

const label =
  /^(?:索引号|信息索引号|主题分类|信息分类|分类|组配分类|体裁分类|发文机关|发布机构|发布单位|发文单位|所属机构|公开机构|责任部门|成文日期|发文日期|发布日期|公开日期|生成日期|发布时间|公开时间|文号|发文字号|文件编号|名称|标题|信息名称|主题词|关键词|有效性|效力状态|是否有效|废止日期|公开方式|公开范围|公开时限|公开属性|来源|信息来源|内容概述|统一登记号|语种|文件下载)$/;
const telling = /^(?:索引号|信息索引号|发文机关|发布机构|发布单位|发文字号|组配分类|公开日期|生成日期|成文日期|发布日期)$/;

const squeeze = (text: string): string => text.replace(/[\s\u3000\u00a0:：]/g, '');

/**
 * Reads a grid as such a table: one paragraph `label：value` per pair, and each pair into `meta` under its squeezed label
 * unless that name is taken. Null when it is another table.
 */
export function metadataLines(grid: Grid, meta: Record<string, string>): Paragraph[] | null {
  if (grid.cells.length > 60 || grid.cells.length < 2 || !grid.cells.slice(0, 2).some(({ text }) => beginsWithLabel(text))) return null;
  const pairs: { label: string; value: string; at: number }[] = [];
  let labels = 0;
  let sure = false;
  for (let at = 0; at < grid.cells.length; at++) {
    const { text, row } = grid.cells[at]!;
    const inline = /^([^:：]{2,12})[:：]([\s\S]+)$/.exec(text.trim());
    const name = squeeze(inline ? inline[1]! : text);
    if (!label.test(name)) continue;
    labels++;
    if (telling.test(name)) sure = true;
    if (inline) pairs.push({ label: name, value: inline[2]!.trim(), at });
    else if (grid.cells[at + 1]?.row === row) pairs.push({ label: name, value: grid.cells[at + 1]!.text.trim(), at });
  }
  if (!sure || labels < 2 || labels * 3 < grid.cells.length) return null;
  return grid.cells.flatMap(({ text, place }, at): Paragraph[] => {
    const pair = pairs.find((candidate) => candidate.at === at);
    if (pair !== undefined) {
      if (!(pair.label in meta) && pair.value !== '') meta[pair.label] = pair.value;
      return [{ kind: 'paragraph', text: `${pair.label}：${pair.value}`, place }];
    }
    const taken = pairs.some((candidate) => candidate.at === at - 1 && grid.cells[at - 1]!.row === grid.cells[at]!.row && isBare(grid.cells[at - 1]!.text));
    return taken || text.trim() === '' ? [] : [{ kind: 'paragraph', text: text.trim(), place }];
  });
}

/** Such a table opens with a label, or with a label after its own title. */
const beginsWithLabel = (text: string): boolean => text.length < 80 && label.test(squeeze(/^[^:：]*/.exec(text)![0]));
const isBare = (text: string): boolean => label.test(squeeze(text));
