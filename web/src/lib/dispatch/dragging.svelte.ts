import { part } from '#lib/part/part.ts';
import type { OrderOnBoard } from './order-board.graphql';
import type { CandidateFacts } from './order-panel.graphql';

/** The order in somebody's hand, with the server's word on every consultant for it. */
class Dragging {
  order = $state.raw<OrderOnBoard>();
  candidates = $state.raw<readonly CandidateFacts[]>([]);

  start = (event: DragEvent, order: OrderOnBoard) => {
    this.order = order;
    this.candidates = [];
    if (event.dataTransfer) {
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', order.number);
    }
    // Without an answer the verdict says what this page knows by itself.
    part(() => import('./order-candidates.ts'))
      .then(({ candidatesOf }) => candidatesOf(order.id))
      .then((candidates) => {
        if (this.order?.id === order.id) this.candidates = candidates;
      })
      .catch(() => {});
  };

  end = () => {
    this.order = undefined;
    this.candidates = [];
  };

  candidate = (consultantId: string): CandidateFacts | undefined =>
    this.candidates.find(({ member }) => member.id === consultantId);
}

export const dragging = new Dragging();
