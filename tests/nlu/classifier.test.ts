import assert from 'node:assert/strict';
import Classifier from 'natural/lib/natural/classifiers/classifier.js';
import { SparseClassifier } from '../../nlu/classifier/classifier.ts';
import { heads, readModel, type TrainedHead, writeModel } from '../../nlu/classifier/model.ts';
import { LinearSvm } from '../../nlu/classifier/svm.ts';
import { Vocabulary } from '../../nlu/classifier/vocabulary.ts';

const documents = [
  ['漏', '水', '快'],
  ['水', '管', '漏'],
  ['漏', '了'],
  ['约', '保', '洁'],
  ['想', '约', '阿', '姨'],
  ['约', '一', '次'],
]; // prettier-ignore
const labels = ['report', 'report', 'report', 'booking', 'booking', 'booking'];

function trained(): { svm: LinearSvm; vocabulary: Vocabulary; classifier: SparseClassifier } {
  const vocabulary = Vocabulary.of(documents, 1);
  const svm = new LinearSvm({ emphasis: vocabulary.emphasis, cost: 1, epochs: 20, balance: 0 });
  const classifier = new SparseClassifier(svm, vocabulary);
  for (const [i, document] of documents.entries())
    classifier.addDocument(document, labels[i] ?? '');
  classifier.train();
  return { svm, vocabulary, classifier };
}

describe('The classifier behind the interface of natural', () => {
  it('is one of its classifiers, and learns', () => {
    const { classifier } = trained();
    assert.ok(classifier instanceof Classifier);
    assert.equal(classifier.classify(['水', '漏']), 'report');
    assert.equal(classifier.classify(['约', '阿', '姨']), 'booking');
  });

  it('skips tokens it never saw, even those that look like numbers', () => {
    const { classifier } = trained();
    assert.equal(classifier.classify(['13912345678', '漏', '0']), 'report');
  });

  it('is the same every time it is trained', () => {
    assert.deepEqual(trained().svm.weights, trained().svm.weights);
  });

  it('keeps its judgement when written and read', () => {
    const { svm, vocabulary, classifier } = trained();
    const head: TrainedHead = { labels: svm.labels, weights: svm.weights, temperature: 4 };
    const all = Object.fromEntries(heads.map((name) => [name, head]));
    const model = readModel(
      writeModel(vocabulary, all as Record<(typeof heads)[number], TrainedHead>),
    );
    for (const document of documents) {
      const [best] = model.heads.intent.getClassifications(document);
      assert.equal(best?.label, classifier.classify(document));
      assert.ok(best && best.value > 0.5 && best.value <= 1);
    }
  });
});
