# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How every target is compiled, and the functions that make a room and tests.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF) # no modules here, and the compiler cache cannot serve them

# Most of the time of a source goes into its headers, so the sources of a target are compiled some at a time: a unit
# includes them. Names in anonymous namespaces must therefore differ within a target. -DLOCKMASTER_UNITS=OFF compiles each
# alone, and so does tests/taste, so that no source leans on its neighbour's includes. (CMAKE_UNITY_BUILD would do the same,
# but writes the clone's path into its units: clones could not share the compiler cache.)
option(LOCKMASTER_UNITS "Compile the sources of a target some at a time" ON)
set(LOCKMASTER_UNIT_SIZE 12) # larger: less work in all, more after a change

# lockmaster_units(<target>)
function(lockmaster_units target)
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    list(LENGTH sources left)
    if(NOT LOCKMASTER_UNITS OR left LESS 2)
        return()
    endif()
    set_source_files_properties(${sources} PROPERTIES HEADER_FILE_ONLY ON)
    set(folder "${CMAKE_CURRENT_BINARY_DIR}/${target}_units")
    set(number 0)
    while(sources)
        list(SUBLIST sources 0 ${LOCKMASTER_UNIT_SIZE} batch)
        list(REMOVE_ITEM sources ${batch})
        set(text "")
        foreach(source IN LISTS batch)
            get_filename_component(source "${source}" ABSOLUTE)
            file(RELATIVE_PATH source "${folder}" "${source}")
            string(APPEND text "#include \"${source}\"\n")
        endforeach()
        math(EXPR number "${number} + 1")
        file(CONFIGURE OUTPUT "${folder}/unit_${number}.cpp" CONTENT "${text}" @ONLY) # untouched when it is the same
        target_sources(${target} PRIVATE "${folder}/unit_${number}.cpp")
    endwhile()
endfunction()

# moc follows includes into our own headers (for Q_DECLARE_METATYPE) and not into those of Qt and the library, which tell
# it nothing and would take most of its time.
function(lockmaster_automoc target)
    if(NOT EXISTS "${CMAKE_BINARY_DIR}/moc")
        get_target_property(moc Qt6::moc IMPORTED_LOCATION)
        file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/moc" @ONLY CONTENT [[#!/bin/sh
for argument; do
    shift
    case $argument in
    -I"@CMAKE_BINARY_DIR@"/* | -I"@CMAKE_SOURCE_DIR@"/*) set -- "$@" "$argument" ;;
    -I*) ;;
    *) set -- "$@" "$argument" ;;
    esac
done
exec "@moc@" "$@"
]])
        file(CHMOD "${CMAKE_BINARY_DIR}/moc" FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    endif()
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTOMOC_EXECUTABLE "${CMAKE_BINARY_DIR}/moc")
endfunction()

find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()
find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()

# LOCKMASTER_SANITIZE: a value of -fsanitize, for everything.
set(LOCKMASTER_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them")
if(LOCKMASTER_SANITIZE)
    add_compile_options(-fsanitize=${LOCKMASTER_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${LOCKMASTER_SANITIZE})
endif()
# Clones share one compiler cache: no path of this one may enter an object file.
add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")

# The one place for warnings, definitions and hardening; every target of ours links it. (g++ 14 sees uninitialised
# values in every coroutine that returns a std::expected: that one warning is off, the sanitizers watch instead.)
add_library(lockmaster_options INTERFACE)
target_compile_options(lockmaster_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow $<$<NOT:$<BOOL:$<TARGET_PROPERTY:QT_TESTCASE_BUILDDIR>>>:-Wconversion> -Wnon-virtual-dtor -Woverloaded-virtual -Wformat=2
    -Wno-sign-conversion -Wno-missing-field-initializers -Wno-maybe-uninitialized -Werror
    -fstack-protector-strong -fstack-clash-protection -fcf-protection
    $<$<CONFIG:Release>:-fwrapv>) # numbers of a hostile server or file overflow to wrong ones, and to nothing worse
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU") # collects garbage half as often: a fifth faster, 200 MB more a compiler
    target_compile_options(lockmaster_options INTERFACE --param=ggc-min-expand=200 --param=ggc-min-heapsize=262144)
endif()
if(LOCKMASTER_UNITS) # g++ takes what a unit includes for headers: coroutines there "expose" anonymous types
    target_compile_options(lockmaster_options INTERFACE -Wno-subobject-linkage)
endif()
target_compile_definitions(lockmaster_options INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_UP_TO=0x060800 _GLIBCXX_ASSERTIONS)
target_link_options(lockmaster_options INTERFACE -Wl,-z,relro,-z,now)

# lockmaster_room(<name> <include path> [FOLDERS <subfolders>…] LINKS <targets>…)
# A room is a library of all sources in its folder and the subfolders named. Its headers are reachable as
# "<include path>/x.h" and "<include path>/<subfolder>/x.h", and only by those that link it: each room has an include root of its own, so that a forbidden include does not compile.
function(lockmaster_room name path)
    cmake_parse_arguments(ROOM "" "" "FOLDERS;LINKS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h *.qrc)
    foreach(folder IN LISTS ROOM_FOLDERS)
        file(GLOB more CONFIGURE_DEPENDS ${folder}/*.cpp ${folder}/*.h)
        list(APPEND sources ${more})
    endforeach()
    if(NOT sources MATCHES "\\.cpp")
        set(scope INTERFACE) # headers only
        add_library(${name} INTERFACE)
    else()
        set(scope PUBLIC)
        add_library(${name} STATIC ${sources})
        lockmaster_automoc(${name})
        lockmaster_units(${name})
        set_target_properties(${name} PROPERTIES AUTORCC ON)
        target_link_libraries(${name} PRIVATE lockmaster_options)
        set_property(GLOBAL APPEND PROPERTY LOCKMASTER_ROOMS ${name}) # whose texts are translated
    endif()
    set(root "${CMAKE_BINARY_DIR}/include/${name}")
    get_filename_component(parent "${root}/${path}" DIRECTORY)
    file(MAKE_DIRECTORY "${parent}")
    file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}" "${root}/${path}" SYMBOLIC)
    target_include_directories(${name} ${scope} "${root}")
    target_link_libraries(${name} ${scope} ${ROOM_LINKS})
endfunction()

# lockmaster_tests(<program> [FOLDER <folder>] KIND <kind> LINKS <targets>… [TIMEOUT <seconds>] [LABELS <labels>…])
# One program of all tst_*.cpp in the folder (by default the one of the CMakeLists.txt), and a test of CTest for each of
# them; a target of its name builds what it needs. Labels are the kind (unit, ui, integration, faults, …) and those
# given: asan, tsan and matrix say where tests/run runs it too; lockmaster_label() adds one to single tests.
function(lockmaster_tests program)
    cmake_parse_arguments(TEST "" "FOLDER;KIND;TIMEOUT" "LINKS;LABELS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${TEST_FOLDER}/tst_*.cpp tst_*.cpp)
    if(TEST_FOLDER)
        list(FILTER sources INCLUDE REGEX "/${TEST_FOLDER}/tst_[^/]*$")
    endif()
    add_executable(${program} ${sources})
    target_include_directories(${program} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}") # its kind's, for sources in a subfolder
    target_link_libraries(${program} PRIVATE ${TEST_LINKS} harness lockmaster_options)
    # QtTest's own macros convert freely. Its two paths are made relative (tests run in the clone's top folder):
    # absolute ones would keep clones from sharing the compiler cache.
    file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
    lockmaster_automoc(${program})
    lockmaster_units(${program})
    set_target_properties(${program} PROPERTIES QT_TESTCASE_BUILDDIR "build")
    target_compile_definitions(${program} PRIVATE "QT_TESTCASE_SOURCEDIR=\"${folder}\"")
    add_dependencies(${program} release_translations) # windows say "1 session" as users read it
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 60)
    endif()
    foreach(source IN LISTS sources)
        get_filename_component(test "${source}" NAME_WE)
        add_custom_target(${test} DEPENDS ${program})
        add_test(NAME ${test} COMMAND ${program} ${test} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
        set_tests_properties(${test} PROPERTIES TIMEOUT ${TEST_TIMEOUT})
        set_property(TEST ${test} PROPERTY ENVIRONMENT
            "QT_QPA_PLATFORM=offscreen;LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/lsan.supp"
            "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/tsan.supp halt_on_error=1")
        lockmaster_label("${TEST_KIND};${TEST_LABELS}" ${test})
    endforeach()
endfunction()

# lockmaster_label(<label> <tests>…)
function(lockmaster_label label)
    set_property(TEST ${ARGN} APPEND PROPERTY LABELS ${label})
endfunction()
