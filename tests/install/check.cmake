# cmake -D build=… -D source=… -D work=… -D compiler=… -P check.cmake
file(REMOVE_RECURSE ${work})
set(prefix ${work}/prefix)

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

run(${CMAKE_COMMAND} --install ${build} --prefix ${prefix})

# The package must not lean on the tree that it was built from.
file(GLOB_RECURSE package ${prefix}/*.cmake)
foreach(file ${package})
  file(READ ${file} text)
  string(FIND "${text}" ${source} position)
  if(NOT position EQUAL -1)
    message(FATAL_ERROR "${file} names the source tree")
  endif()
endforeach()

run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/example -B ${work}/example -G Ninja
  -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_CXX_COMPILER=${compiler})
run(${CMAKE_COMMAND} --build ${work}/example)
execute_process(COMMAND ${work}/example/example OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
message("${output}")
if(NOT output MATCHES "L\\(0\\.1\\) = 0\\.03331113225398961")  # coth(1/10) - 10
  message(FATAL_ERROR "the example prints another number")
endif()
