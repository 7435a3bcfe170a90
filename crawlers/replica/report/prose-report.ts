/** Reports of the years before the national form of 2019: prose under free headings, no tables. */
import { NOTICE } from '../notice.ts';
import type { ReportOf } from '../site.ts';
import { Random } from './random.ts';

/** Paragraphs, the notice first and last. */
export function proseReport({ organ, year }: ReportOf): string[] {
  const random = new Random(`${organ} ${year} prose`);
  const received = random.int(0, 40);
  return [
    NOTICE,
    `根据《中华人民共和国政府信息公开条例》，现公布${organ}${year}年政府信息公开工作年度报告。本报告所列数据的统计期限自${year}年1月1日起至${year}年12月31日止。`,
    '一、概述',
    `${year}年，${organ}围绕安全生产和应急管理，按照公开为常态、不公开为例外的要求推进信息公开，健全制度，明确责任，接受社会监督。`,
    '二、主动公开政府信息情况',
    `全年通过门户网站主动公开政府信息${random.int(300, 3000)}条，其中预警提示${random.int(10, 90)}条，发布政策解读${random.int(2, 30)}篇，召开新闻发布会${random.int(0, 6)}次。`,
    '三、依申请公开政府信息情况',
    received === 0 ? '全年未收到政府信息公开申请。' : `全年收到政府信息公开申请${received}件，均在法定期限内答复，其中同意公开${Math.ceil(received / 2)}件。`,
    '四、政府信息公开行政复议、行政诉讼情况',
    '本年度未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。',
    '五、存在的主要问题及改进情况',
    '公开的内容与群众需求还有距离，解读的形式较为单一。下一步将加强培训，丰富形式，及时更新栏目。',
    '六、其他需要报告的事项',
    '没有收取任何费用。',
    NOTICE,
  ];
}
