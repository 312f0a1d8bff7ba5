// A small logistic regression: standardized features, a ridge penalty, Newton's method.
// No chance and no iteration order in it: the same rows give the same weights.

import Glibc

/// Weights that turn features into a probability.
struct LogisticRegression: Sendable, Hashable {
    /// The first is the intercept.
    private(set) var weights: [Double]
    let means: [Double]
    let deviations: [Double]

    private static let penalty = 1.0
    private static let stepsMax = 50
    private static let smallestStep = 1e-9

    init(weights: [Double], means: [Double], deviations: [Double]) {
        (self.weights, self.means, self.deviations) = (weights, means, deviations)
    }

    /// Fits `rows` of equal length to `outcomes`.
    init(fitting rows: [[Double]], to outcomes: [Bool]) {
        let width = rows.first?.count ?? 0
        means = (0..<width).map { column in rows.reduce(0) { $0 + $1[column] } / Double(max(rows.count, 1)) }
        let means = means
        deviations = (0..<width).map { column in
            let variance = rows.reduce(0) { $0 + ($1[column] - means[column]) * ($1[column] - means[column]) }
            let deviation = sqrt(variance / Double(max(rows.count, 1)))
            return deviation > 1e-9 ? deviation : 1
        }
        weights = Array(repeating: 0, count: width + 1)
        let design = rows.map(standardized)
        for _ in 0..<Self.stepsMax where step(design, outcomes) > Self.smallestStep {}
    }

    func probability(_ features: [Double]) -> Double { logistic(score(standardized(features))) }

    /// How much each feature, in its usual variation, moves the chance: the weight.
    func influence(of column: Int) -> Double { weights[column + 1] }

    private func standardized(_ features: [Double]) -> [Double] {
        [1] + features.indices.map { (features[$0] - means[$0]) / deviations[$0] }
    }

    private func score(_ row: [Double]) -> Double {
        row.indices.reduce(0) { $0 + row[$1] * weights[$1] }
    }

    private func logistic(_ score: Double) -> Double { 1 / (1 + exp(-min(max(score, -30), 30))) }

    /// One Newton step; returns how far it went.
    private mutating func step(_ design: [[Double]], _ outcomes: [Bool]) -> Double {
        let width = weights.count
        var gradient = (0..<width).map { $0 == 0 ? 0 : -Self.penalty * weights[$0] }
        var curvature = (0..<width).map { row in (0..<width).map { $0 == row && row > 0 ? Self.penalty : 0.0 } }
        for (row, outcome) in zip(design, outcomes) {
            let probability = logistic(score(row))
            let residual = (outcome ? 1 : 0) - probability
            let weight = max(probability * (1 - probability), 1e-9)
            for i in 0..<width {
                gradient[i] += residual * row[i]
                for j in 0...i { curvature[i][j] += weight * row[i] * row[j] }
            }
        }
        for i in 0..<width { for j in 0..<i { curvature[j][i] = curvature[i][j] } }
        let change = Self.solve(curvature, gradient)
        for i in 0..<width { weights[i] += change[i] }
        return change.map(abs).max() ?? 0
    }

    /// Gaussian elimination with pivoting. The matrix is positive definite.
    private static func solve(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        var (matrix, vector) = (matrix, vector)
        let width = vector.count
        for column in 0..<width {
            let pivot = (column..<width).max { abs(matrix[$0][column]) < abs(matrix[$1][column]) } ?? column
            matrix.swapAt(column, pivot)
            vector.swapAt(column, pivot)
            guard abs(matrix[column][column]) > 1e-12 else { continue }
            for row in (column + 1)..<max(width, column + 1) {
                let factor = matrix[row][column] / matrix[column][column]
                for k in column..<width { matrix[row][k] -= factor * matrix[column][k] }
                vector[row] -= factor * vector[column]
            }
        }
        var solution = Array(repeating: 0.0, count: width)
        for row in stride(from: width - 1, through: 0, by: -1) {
            guard abs(matrix[row][row]) > 1e-12 else { continue }
            let known = ((row + 1)..<max(width, row + 1)).reduce(0) { $0 + matrix[row][$1] * solution[$1] }
            solution[row] = (vector[row] - known) / matrix[row][row]
        }
        return solution
    }
}
