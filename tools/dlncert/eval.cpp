#include <CLI/CLI.hpp>
#include <dlncert/statement/error.hpp>
#include <memory>
#include <string>

#include "commands.hpp"
#include "model.hpp"
#include "numbers.hpp"
#include "output.hpp"

namespace dlncert::command {
namespace {

struct Options {
    std::string quantity;
    std::optional<std::string> sigma;
    ModelOptions model;
    CommonOptions common;
};

ExitStatus eval(const Options& options) {
    const Model model = options.model.parse();
    if (!options.sigma) throw InputError("--sigma is missing: where to evaluate; write --sigma 2,1.5,1/3");
    const auto sigma = parse_singular_values(*options.sigma);
    throw Unsupported("eval " + options.quantity + " is not built yet");
}

}  // namespace

void add_eval(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("eval", "enclose a quantity of the model at a point of the chamber");
    command->add_option("QUANTITY", options->quantity, "what to evaluate")->required();
    command
        ->add_option("--sigma", options->sigma,
                     "singular values, largest first: 2,1.5,1/3 or [1,1.01],0.5 or @FILE")
        ->type_name("LIST");
    options->model.add_to(*command);
    options->common.add_to(*command);
    command->callback([options, &invocation] { invocation.run = [options] { return eval(*options); }; });
}

}  // namespace dlncert::command
