#include <atomic>
#include <dlncert/search/explorer.hpp>
#include <dlncert/search/parallel.hpp>
#include <dlncert/statement/error.hpp>
#include <list>
#include <mutex>
#include <thread>

namespace dlncert {
namespace {

using Kind = TreeToken::Kind;

/// A box that is open, and what is known of the way to it.
struct OpenBox {
    std::vector<Part> parts;
    int depth = 0;
    double share = 1;  ///< of the whole box
    Experience experience;
};

/// A stretch of the tree in pre-order: tokens that are settled, or one open box.
struct Stretch {
    std::vector<TreeToken> tokens;
    std::vector<nlohmann::json> parts;
    std::optional<OpenBox> open;
};

/// Boxes that a task works on depth first: their parts lie one after another.
class Stack {
  public:
    explicit Stack(std::size_t variables) : variables_(variables) {}

    void push(std::span<const Part> box, int depth, double share) {
        parts_.insert(parts_.end(), box.begin(), box.end());
        boxes_.push_back({depth, share});
    }
    [[nodiscard]] bool empty() const { return boxes_.empty(); }
    [[nodiscard]] std::span<Part> top() { return std::span(parts_).last(variables_); }
    [[nodiscard]] int depth() const { return boxes_.back().depth; }
    [[nodiscard]] double share() const { return boxes_.back().share; }
    /// How many pieces, of the one variable, the box is divided into without looking.
    [[nodiscard]] int pieces() const { return boxes_.back().pieces; }
    void pop() {
        parts_.resize(parts_.size() - variables_);
        boxes_.pop_back();
    }
    /// The top is replaced by the halves of its side v; the lower one comes next.
    void split(std::size_t v, const std::pair<Part, Part>& halves, double share_low, int pieces_low = 1,
               int pieces_high = 1) {
        const Entry whole = boxes_.back();
        boxes_.back() = {whole.depth + 1, whole.share * (1 - share_low), pieces_high};
        boxes_.push_back({whole.depth + 1, whole.share * share_low, pieces_low});
        const std::size_t first = parts_.size() - variables_;
        parts_.resize(parts_.size() + variables_);
        std::copy_n(parts_.begin() + static_cast<std::ptrdiff_t>(first), variables_,
                    parts_.end() - static_cast<std::ptrdiff_t>(variables_));
        parts_[first + v] = halves.second;
        parts_[first + variables_ + v] = halves.first;
    }

  private:
    struct Entry {
        int depth;
        double share;
        int pieces = 1;
    };
    std::size_t variables_;
    std::vector<Part> parts_;
    std::vector<Entry> boxes_;
};

/// What a task did with an open box: tokens, and the boxes that it left open, which follow them.
struct Progress {
    Stretch done;
    std::vector<OpenBox> open;
    std::size_t leaves = 0, boxes = 0;
    double share = 0;  ///< settled
    double margin = detail::infinite;
    enum class End : std::uint8_t { budget, candidate, stuck } end = End::budget;
    std::vector<Part> culprit;  ///< the box with the candidate, or that resisted
    double culprit_bound = 0;
};

class Search {
  public:
    Search(const SubdivisionProblem& problem, const SubdivisionOptions& options)
        : problem_(problem),
          options_(options),
          compiled_(problem),
          explorers_(options.threads != 0 ? options.threads
                                          : std::max(1U, std::thread::hardware_concurrency())) {
        for (const auto& point : options.special)
            for (auto& at = special_.emplace_back(); const Rational& x : point)
                at.push_back(Estimate::from(x, 53));
    }

    Subdivision operator()();

  private:
    struct Division;
    void start();
    void resume(const std::string& tree);
    std::vector<std::list<Stretch>::iterator> next_batch();
    std::vector<Progress> work(const std::vector<std::list<Stretch>::iterator>& batch);
    Progress explore(Explorer& explorer, const OpenBox& from, std::size_t budget,
                     const std::function<bool()>& cancelled);
    void cut(Stack& stack, const TreeToken& token);
    void divide(std::vector<TreeToken>& tokens, Stack& stack, int pieces);
    void prepare(Explorer& explorer, const Part& part, int pieces);
    void collect(const Part& part, std::span<Part> parts);
    void settle(const std::vector<std::list<Stretch>::iterator>& batch, std::vector<Progress>& results);
    Explorer& explorer(std::size_t worker) {
        auto& own = explorers_[worker];
        if (!own) own = std::make_unique<Explorer>(compiled_, options_.precisely);
        return *own;
    }
    [[nodiscard]] bool may_contain_special(std::span<const Part> box) const;
    std::optional<nlohmann::json> local_proof(std::span<const Part> box) const;
    [[nodiscard]] std::size_t tasks() const { return rounds_ == 0 ? 1 : 128; }
    [[nodiscard]] std::size_t budget() const { return rounds_ == 0 ? 2048 : 1024; }
    void finish();
    [[nodiscard]] static SearchBox sides(std::span<const Part> box);

    const SubdivisionProblem& problem_;
    const SubdivisionOptions& options_;
    CompiledProblem compiled_;
    Frames frames_;
    std::list<Stretch> stretches_;
    std::size_t rounds_ = 0, open_ = 0;
    double share_ = 0;
    std::atomic<bool> stopped_ = false;
    Subdivision found_;
    std::optional<Progress> ended_;
    std::vector<std::unique_ptr<Explorer>> explorers_;  ///< of each worker
    std::vector<std::vector<Estimate>> special_;        ///< SubdivisionOptions::special
};

SearchBox Search::sides(std::span<const Part> box) {
    SearchBox result;
    for (const Part& part : box) result.push_back(part.side());
    return result;
}

void Search::start() {
    OpenBox root;
    for (const Side& side : problem_.box) root.parts.push_back(Part{frames_.add(side)});
    stretches_.emplace_back().open = std::move(root);
    open_ = 1;
    if (options_.resume.empty()) return;
    try {
        resume(options_.resume);
    } catch (const InputError& error) {
        throw InputError(std::string("what an earlier run left cannot be resumed: ") + error.what());
    }
}

/// The tree so far with an open stretch for each `?`; a tree with local steps is begun anew at these.
void Search::resume(const std::string& tree) {
    Stack stack(problem_.box.size());
    const OpenBox root = std::move(*stretches_.front().open);
    stretches_.clear();
    open_ = 0;
    stack.push(root.parts, 0, 1);
    const auto settled = [this]() -> Stretch& {
        if (stretches_.empty() || stretches_.back().open) stretches_.emplace_back();
        return stretches_.back();
    };
    for (const TreeToken& token : read_tree(tree, problem_.names)) {
        if (stack.empty()) throw InputError("the tree to be resumed goes on after its last leaf");
        if (token.kind == Kind::cut) {
            const Rational q(token.numerator, token.denominator);
            stack.split(token.variable, frames_.cut(stack.top()[token.variable], q), q.convert_to<double>());
            settled().tokens.push_back(token);
            continue;
        }
        if (token.kind == Kind::open || token.kind == Kind::local) {
            OpenBox box;
            box.parts.assign(stack.top().begin(), stack.top().end());
            box.depth = stack.depth();
            box.share = stack.share();
            stretches_.emplace_back().open = std::move(box);
            ++open_;
        } else {
            settled().tokens.push_back(token);
            ++found_.leaves;
            share_ += stack.share();
        }
        stack.pop();
    }
    if (!stack.empty()) throw InputError("the tree to be resumed does not cover its box");
}

/// As far as doubles tell; exact ends cost more than the rest of a box.
bool Search::may_contain_special(std::span<const Part> box) const {
    return std::ranges::any_of(special_, [&](const std::vector<Estimate>& point) {
        for (std::size_t i = 0; i < box.size(); ++i) {
            const Estimate side = box[i].estimate();
            if (point[i].hi() < side.lo() || point[i].lo() > side.hi()) return false;
        }
        return true;
    });
}

std::optional<nlohmann::json> Search::local_proof(std::span<const Part> box) const {
    if (!options_.local || !(options_.anywhere || may_contain_special(box))) return std::nullopt;
    const NearestRounding scope;
    const SearchBox exact = sides(box);
    const auto inside = [&](const std::vector<Rational>& point) {
        for (std::size_t i = 0; i < exact.size(); ++i)
            if ((!exact[i].lower_infinite && point[i] < exact[i].lower) ||
                (!exact[i].upper_infinite && point[i] > exact[i].upper))
                return false;
        return true;
    };
    if (std::none_of(options_.special.begin(), options_.special.end(), inside) &&
        !(options_.anywhere && options_.anywhere(exact)))
        return std::nullopt;
    return options_.local(exact);
}

void Search::cut(Stack& stack, const TreeToken& token) {
    const Part& part = stack.top()[token.variable];
    const bool dyadic = std::has_single_bit(token.denominator);
    stack.split(token.variable,
                dyadic ? frames_.cut(part, token.numerator, std::countr_zero(token.denominator))
                       : frames_.cut(part, Rational(token.numerator, token.denominator)),
                static_cast<double>(token.numerator) / token.denominator);
}

/// Where a range that is to be divided into about equal pieces is cut: `low` of them come before the cut.
struct Search::Division {
    explicit Division(int pieces)
        : low(pieces / 2),
          numerator(2 * low == pieces ? 1 : static_cast<unsigned>(32 * low / pieces)),
          bits(2 * low == pieces ? 1 : 5) {}
    int low;
    unsigned numerator;  ///< of the cut's parameter, over 2^bits
    int bits;
};

/// Cuts a range in one variable into about equal pieces: first into two halves of them.
void Search::divide(std::vector<TreeToken>& tokens, Stack& stack, int pieces) {
    const Division at(pieces);
    tokens.push_back(TreeToken::cut(0, at.numerator, 1U << static_cast<unsigned>(at.bits)));
    stack.split(0, frames_.cut(stack.top()[0], at.numerator, at.bits), std::ldexp(at.numerator, -at.bits),
                at.low, pieces - at.low);
}

/// The pieces that `divide` will arrive at, as many as there is room for.
void Search::collect(const Part& part, std::span<Part> parts) {
    if (parts.size() == 1) {
        parts[0] = part;
        return;
    }
    const Division at(static_cast<int>(parts.size()));
    const auto [low, high] = frames_.cut(part, at.numerator, at.bits);
    const auto middle = static_cast<std::size_t>(at.low);
    collect(low, parts.first(middle));
    collect(high, parts.subspan(middle));
}

/// Only where the cuts do not need frames of their own.
void Search::prepare(Explorer& explorer, const Part& part, int pieces) {
    constexpr int most_bits = 20;  // of the four levels of cuts into 16 pieces
    if (!part.frame->is_bounded() || part.bits + most_bits > 50) return;
    std::array<Part, Batch::most> parts;
    const std::span pieces_of_part(parts.data(), static_cast<std::size_t>(pieces));
    collect(part, pieces_of_part);
    explorer.prepare(pieces_of_part);
}

Progress Search::explore(Explorer& explorer, const OpenBox& from, std::size_t budget,
                         const std::function<bool()>& cancelled) {
    const UpwardRounding scope;
    explorer.forget_prepared();
    Progress progress;
    progress.done.tokens.reserve(budget / 2);
    Experience experience = from.experience;
    bool slow = false;  // the last box took longer than a look at the clock
    Stack stack(problem_.box.size());
    stack.push(from.parts, from.depth, from.share);
    while (!stack.empty() && progress.boxes < budget) {
        if ((slow || progress.boxes % 64 == 63) && cancelled()) break;
        slow = false;
        ++progress.boxes;
        if (stack.pieces() > 1) {
            divide(progress.done.tokens, stack, stack.pieces());
            continue;
        }
        auto decision = explorer(stack.top(), stack.depth(), experience);
        TreeToken& token = decision.token;
        slow = decision.slow;
        if ((token.kind == Kind::cut || token.kind == Kind::open) && !decision.candidate && options_.local) {
            slow = true;
            if (auto step = local_proof(stack.top())) {
                progress.done.parts.push_back(std::move(*step));
                token = TreeToken::leaf(Kind::local);
            }
        }
        if (decision.candidate || token.kind == Kind::open) {
            progress.end = decision.candidate ? Progress::End::candidate : Progress::End::stuck;
            progress.culprit.assign(stack.top().begin(), stack.top().end());
            progress.culprit_bound = decision.bound;
            break;
        }
        if (token.kind == Kind::cut && stack.top().size() == 1 && !options_.local)
            prepare(explorer, stack.top()[0], decision.pieces);
        if (token.kind == Kind::cut && decision.pieces > 2 && !options_.local) {
            divide(progress.done.tokens, stack, decision.pieces);
            continue;
        }
        progress.done.tokens.push_back(token);
        if (token.kind == Kind::cut) {
            cut(stack, token);
            continue;
        }
        ++progress.leaves;
        progress.share += stack.share();
        progress.margin = std::min(progress.margin, decision.bound);
        stack.pop();
    }
    for (; !stack.empty(); stack.pop())
        progress.open.push_back(
            {{stack.top().begin(), stack.top().end()}, stack.depth(), stack.share(), experience});
    return progress;
}

std::vector<std::list<Stretch>::iterator> Search::next_batch() {
    std::vector<std::list<Stretch>::iterator> batch;
    for (auto it = stretches_.begin(); it != stretches_.end() && batch.size() < tasks(); ++it)
        if (it->open) batch.push_back(it);
    return batch;
}

/// Boxes of a batch after the first that ended are given up: what is reported is the first in the tree.
std::vector<Progress> Search::work(const std::vector<std::list<Stretch>::iterator>& batch) {
    std::vector<Progress> results(batch.size());
    const std::size_t left = options_.most_leaves - std::min(options_.most_leaves, found_.leaves);
    // a round of all tasks is to cost no more than one task would
    const std::size_t boxes = std::min(budget(), std::max<std::size_t>(16, (2 * left + 1) / batch.size()));
    if (batch.size() == 1) {
        results[0] = explore(explorer(0), *batch[0]->open, boxes, [this] {
            if (options_.stop()) stopped_ = true;
            return stopped_.load();
        });
        return results;
    }
    std::atomic<std::size_t> first_end = batch.size();
    std::mutex stop_mutex;
    const auto task = [&](std::size_t worker, std::size_t i) {
        if (stopped_ || first_end < i) {
            results[i].open.push_back(*batch[i]->open);
            return;
        }
        results[i] = explore(explorer(worker), *batch[i]->open, boxes, [&] {
            if (stop_mutex.try_lock()) {
                if (options_.stop()) stopped_ = true;
                stop_mutex.unlock();
            }
            return stopped_ || first_end < i;
        });
        if (results[i].end == Progress::End::budget) return;
        for (std::size_t seen = first_end; i < seen && !first_end.compare_exchange_weak(seen, i);) {
        }
    };
    for_each_in_parallel(batch.size(), explorers_.size(), task);
    return results;
}

void Search::settle(const std::vector<std::list<Stretch>::iterator>& batch, std::vector<Progress>& results) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
        Progress& result = results[i];
        found_.leaves += result.leaves;
        found_.boxes += result.boxes;
        found_.margin = std::min(found_.margin, result.margin);
        share_ += result.share;
        open_ += result.open.size();
        --open_;
        auto at = batch[i];
        if (at != stretches_.begin() && !std::prev(at)->open) {
            auto& before = *std::prev(at);
            before.tokens.insert(before.tokens.end(), result.done.tokens.begin(), result.done.tokens.end());
            before.parts.insert(before.parts.end(), result.done.parts.begin(), result.done.parts.end());
        } else {
            stretches_.insert(at, std::move(result.done));
        }
        for (OpenBox& box : result.open) stretches_.insert(at, Stretch{{}, {}, std::move(box)});
        stretches_.erase(at);
        if (result.end != Progress::End::budget && !ended_) ended_ = std::move(result);
    }
}

void Search::finish() {
    for (Stretch& stretch : stretches_) {
        for (const TreeToken& token : stretch.tokens) append(found_.tree, token, problem_.names);
        for (auto& part : stretch.parts) found_.parts.push_back(std::move(part));
        if (stretch.open) append(found_.tree, TreeToken::leaf(Kind::open), problem_.names);
    }
    found_.proved = open_ == 0;
    if (!ended_) return;
    const SearchBox box = sides(ended_->culprit);
    found_.hardest = box;
    found_.margin = ended_->culprit_bound;
    if (ended_->end != Progress::End::candidate) return;
    found_.candidate.emplace();
    for (const Side& side : box) found_.candidate->push_back((side.lower + side.upper) / 2);
}

Subdivision Search::operator()() {
    found_.margin = detail::infinite;
    start();
    const std::size_t most_boxes = 1000 + 20 * options_.most_leaves;  // some are cut and cut without a leaf
    while (open_ > 0 && !stopped_ && !ended_ && found_.leaves < options_.most_leaves &&
           found_.boxes < most_boxes) {
        const auto batch = next_batch();
        auto results = work(batch);
        settle(batch, results);
        ++rounds_;
        if (options_.progress) options_.progress(share_, found_.boxes, open_);
    }
    if (open_ > 0 && !ended_)
        for (const Stretch& stretch : stretches_)
            if (stretch.open) {
                found_.hardest = sides(stretch.open->parts);
                break;
            }
    finish();
    return std::move(found_);
}

}  // namespace

Subdivision subdivide(const SubdivisionProblem& problem, const SubdivisionOptions& options) {
    return Search(problem, options)();
}

}  // namespace dlncert
