/** The two sub-paths of `natural` that we use; its root reads .env and opens databases. */
declare module 'natural/lib/natural/classifiers/classifier.js' {
  export interface Learner<Features> {
    addExample(features: Features, label: string): void;
    train(): void;
    getClassifications(features: Features): { label: string; value: number }[];
    classify(features: Features): string;
  }
  export interface Stemmer {
    tokenizeAndStem(text: string, keepStops?: boolean): string[];
  }
  export default class Classifier<Features> {
    protected classifier: Learner<Features>;
    protected docs: { label: string; text: string[] }[];
    protected features: Record<string, number>;
    protected stemmer: Stemmer;
    protected lastAdded: number;
    constructor(classifier: Learner<Features>, stemmer?: Stemmer);
    addDocument(text: string | string[], label: string): void;
    textToFeatures(observation: string | string[]): Features;
    train(): void;
    classify(observation: string | string[]): string;
    getClassifications(observation: string | string[]): { label: string; value: number }[];
  }
}

declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const stemmer: { stem(word: string): string };
  export default stemmer;
}
