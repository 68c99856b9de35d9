//! Trains the link model: a logistic regression with a penalty on large weights, by Newton's method.

use parallax::align::{LinkModel, Measures};

/// One pair of sentences.
pub struct Example {
    /// Source and number of the two sentences.
    pub places: [(usize, usize); 2],
    /// What is measured of it, in the order of the measures.
    pub measures: Vec<f32>,
    /// Whether both say the same, by the gold.
    pub linked: bool,
}

/// How strongly weights of standardised measures are held down. Between 10 and 200 the figures of stories left out differ by
/// less than .005.
const PENALTY: f64 = 50.0;

/// Newton's method has converged long before.
const STEPS: usize = 20;

/// The model that tells links from other pairs best, of all with small weights.
pub fn train(examples: &[&Example]) -> LinkModel {
    let width = Measures::NAMES.len();
    let count = examples.len() as f64;
    let mean: Vec<f64> =
        (0..width).map(|i| examples.iter().map(|e| f64::from(e.measures[i])).sum::<f64>() / count).collect();
    let spread: Vec<f64> = (0..width)
        .map(|i| {
            let variance = examples.iter().map(|e| (f64::from(e.measures[i]) - mean[i]).powi(2)).sum::<f64>() / count;
            variance.sqrt().max(1e-6)
        })
        .collect();
    let rows: Vec<Vec<f64>> = examples
        .iter()
        .map(|e| (0..width).map(|i| (f64::from(e.measures[i]) - mean[i]) / spread[i]).chain([1.0]).collect())
        .collect();
    let mut weights = vec![0.0; width + 1];
    for _ in 0..STEPS {
        step(&rows, examples, &mut weights);
    }
    let mut raw = [0f32; Measures::NAMES.len()];
    raw.iter_mut().enumerate().for_each(|(i, w)| *w = (weights[i] / spread[i]) as f32);
    let constant = weights[width] - (0..width).map(|i| weights[i] * mean[i] / spread[i]).sum::<f64>();
    LinkModel::new(constant as f32, raw)
}

fn step(rows: &[Vec<f64>], examples: &[&Example], weights: &mut [f64]) {
    let width = weights.len();
    let mut gradient = vec![0.0; width];
    let mut hessian = vec![vec![0.0; width]; width];
    for (row, example) in rows.iter().zip(examples) {
        let sum: f64 = row.iter().zip(weights.iter()).map(|(x, w)| x * w).sum();
        let sure = 1.0 / (1.0 + (-sum).exp());
        let error = sure - f64::from(u8::from(example.linked));
        let curve = sure * (1.0 - sure);
        for i in 0..width {
            gradient[i] += error * row[i];
            for j in 0..=i {
                hessian[i][j] += curve * row[i] * row[j];
            }
        }
    }
    for i in 0..width {
        let penalty = if i + 1 < width { PENALTY } else { 1e-9 };
        gradient[i] += penalty * weights[i];
        hessian[i][i] += penalty;
    }
    for (weight, change) in weights.iter_mut().zip(solve(hessian, gradient)) {
        *weight -= change;
    }
}

/// Solves a symmetric positive definite system given by its lower triangle (Cholesky).
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let width = right.len();
    for i in 0..width {
        for j in 0..=i {
            let sum = matrix[i][j] - (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum::<f64>();
            matrix[i][j] = if i == j { sum.sqrt() } else { sum / matrix[j][j] };
        }
    }
    for i in 0..width {
        right[i] = (right[i] - (0..i).map(|k| matrix[i][k] * right[k]).sum::<f64>()) / matrix[i][i];
    }
    for i in (0..width).rev() {
        right[i] = (right[i] - (i + 1..width).map(|k| matrix[k][i] * right[k]).sum::<f64>()) / matrix[i][i];
    }
    right
}
