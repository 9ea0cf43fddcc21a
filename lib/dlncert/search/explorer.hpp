#pragma once
#include <dlncert/search/batch.hpp>
#include <dlncert/search/jet.hpp>
#include <dlncert/search/leaf.hpp>
#include <dlncert/search/parameter_box.hpp>
#include <dlncert/search/precise.hpp>
#include <dlncert/search/subdivision.hpp>
#include <dlncert/search/tree.hpp>
#include <memory>

namespace dlncert {

/// A comparison of a hypothesis as a sign: of left − right.
struct Condition {
    Program program;
    Relation relation = Relation::greater;
};
/// A hypothesis that the search can evaluate.
struct CompiledFormula {
    Formula::Kind kind = Formula::Kind::comparison;
    std::size_t condition = 0;
    std::vector<CompiledFormula> parts;
};

/// A problem, compiled once for all threads.
struct CompiledProblem {
    explicit CompiledProblem(const SubdivisionProblem& problem);
    const SubdivisionProblem* problem;
    Program function;
    std::vector<Condition> conditions;
    std::vector<CompiledFormula> hypotheses;
    std::optional<WholeBox> whole;

  private:
    [[nodiscard]] std::optional<CompiledFormula> compile(const Formula& formula);
    void find_whole();
};

/// What has been worth its cost so far, on the way to a box.
struct Experience {
    struct Method {
        double tried = 1, shown = 1;
        void count(bool success) {
            tried = tried * (1 - 0x1p-8) + 1;
            shown = shown * (1 - 0x1p-8) + (success ? 1 : 0);
        }
        [[nodiscard]] double rate() const { return shown / tried; }
    };
    Method mean_value, monotone, taylor, precise;
    std::size_t boxes = 0;
};

/// Decides about boxes, one after another: a leaf, or a cut. One for each thread.
class Explorer {
  public:
    /// `precisely`: in Arb as well, where doubles cannot decide.
    Explorer(const CompiledProblem& problem, bool precisely);

    struct Decision {
        TreeToken token;         ///< a leaf, a cut, or open: neither is possible
        bool candidate = false;  ///< f seems not to be as claimed at the middle
        double bound = 0;        ///< the best lower bound of f over the box
        bool slow = false;       ///< higher precision was tried
        int pieces = 2;          ///< what a cut box is to be divided into before a leaf can be expected
    };
    /// `depth`: cuts so far on the way to the box. Inside an UpwardRounding scope.
    Decision operator()(std::span<const Part> box, int depth, Experience& experience);

    /// Parts of the range of one variable, in their order, that will be asked for soon, with nothing between
    /// them but parts of them: where that is possible they are looked at together, which is faster.
    void prepare(std::span<const Part> parts);
    void forget_prepared() { prepared_.clear(); }

  private:
    /// What Batch found about a part.
    struct Prepared {
        Part part;
        Estimate side, natural, mean_value, centre, slope;
    };
    std::optional<Decision> decide_prepared(std::span<const Part> box, int depth, Experience& experience);
    template <class N>
    bool show(Methods<N>& methods, std::span<const N> box, Experience& experience, Decision& decision);
    template <class N>
    bool show_smooth(Methods<N>& methods, bool bounded, Experience& experience, Decision& decision);
    template <class N>
    bool look_at_middle(const Methods<N>& methods, const N& centre, Decision& decision);
    bool show_by_taylor(Decision& decision);
    bool show_precisely(std::span<const Part> box, Decision& decision);
    template <class N>
    bool show_precisely(Methods<N>& methods, long precision, Decision& decision, bool& decided);
    [[nodiscard]] bool confirms(std::size_t order, double sum, double weight);
    [[nodiscard]] bool is_outside(std::span<const Estimate> box);
    [[nodiscard]] bool certainly_true(const CompiledFormula& formula);
    [[nodiscard]] bool certainly_not(const CompiledFormula& formula);
    bool is_counterexample();
    [[nodiscard]] TreeToken choose_cut(std::span<const Part> box, int depth);
    [[nodiscard]] double raised_on(std::size_t i, int from, int to);
    [[nodiscard]] int shown_from(std::size_t i, bool lower);
    [[nodiscard]] std::optional<TreeToken> most_raising(std::span<const Part> box);
    [[nodiscard]] std::optional<std::size_t> widest(std::span<const Part> box, int depth) const;

    const CompiledProblem& problem_;
    bool precisely_;
    /// On the way to a box; in doubles alone, more would only close in on a zero.
    [[nodiscard]] int most_cuts() const { return precisely_ ? 2000 : 60; }
    std::vector<Estimate> sides_, effects_;
    std::vector<Open<Estimate>> open_sides_;
    std::vector<Estimate> middle_;
    Methods<Estimate> closed_;
    Methods<Open<Estimate>> open_;
    std::vector<Pass<Estimate>> conditions_;
    bool batchable_;
    std::optional<Batch> batch_;
    std::vector<Prepared> prepared_;  ///< the next one last
    std::vector<Estimate> prepared_sides_;
    bool undecided_ = false;  ///< f at the middle has no sign in doubles

    static constexpr int grains = 64;
    static constexpr std::size_t taylor_order = 6;
    std::unique_ptr<Jets<Estimate>> box_jets_, middle_jets_;
    std::vector<Expression> derivatives_;  ///< in the one variable
    std::vector<std::unique_ptr<std::pair<Program, Pass<Estimate>>>> derivative_passes_;
    std::vector<std::unique_ptr<Methods<Open<Precise>>>> precise_;
};

}  // namespace dlncert
