import type { Friend } from './wechat.ts';

/** A small report by WeChat, up to the question whether all is right. */
export async function tellProblem(customer: Friend): Promise<void> {
  await customer.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
  await customer.says('朝阳区望京花园3号楼2单元501，我姓王，电话13812345678');
  await customer.says('尽快');
  customer.hears('请核对');
}

export async function report(customer: Friend): Promise<string> {
  await tellProblem(customer);
  await customer.says('确认提交');
  return customer.ticketNumber;
}

/** The beginning of a voice file, with nothing said in it. */
export const silence = Buffer.from('#!AMR\n');
