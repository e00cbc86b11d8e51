# SPDX-FileCopyrightText: 2026 Lockmaster contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How every target is compiled, and the two functions that make a room and a test.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF) # no modules here, and the compiler cache cannot serve them

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
    -fstack-protector-strong -fstack-clash-protection -fcf-protection)
target_compile_definitions(lockmaster_options INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH
    QT_STRICT_ITERATORS QT_DISABLE_DEPRECATED_UP_TO=0x060800 _GLIBCXX_ASSERTIONS
    LOCKMASTER_VERSION="${PROJECT_VERSION}")
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
        set_target_properties(${name} PROPERTIES AUTOMOC ON AUTORCC ON)
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

# lockmaster_test(<source> LINKS <targets>… [LABEL <label>] [TIMEOUT <seconds>] [SERIAL])
# One program tst_<name> from one source; label is the kind: unit, ui, integration, faults, golden.
function(lockmaster_test source)
    cmake_parse_arguments(TEST "SERIAL" "LABEL;TIMEOUT" "LINKS" ${ARGN})
    get_filename_component(name "${source}" NAME_WE)
    add_executable(${name} "${source}")
    target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}") # its kind's, for sources in a subfolder
    target_link_libraries(${name} PRIVATE ${TEST_LINKS} Qt6::Test lockmaster_options)
    # QtTest's own macros convert freely. Its two paths are made relative (tests run in the clone's top folder):
    # absolute ones would keep clones from sharing the compiler cache.
    file(RELATIVE_PATH folder "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
    set_target_properties(${name} PROPERTIES AUTOMOC ON QT_TESTCASE_BUILDDIR "build")
    target_compile_definitions(${name} PRIVATE "QT_TESTCASE_SOURCEDIR=\"${folder}\"")
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 60)
    endif()
    set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABEL}" TIMEOUT ${TEST_TIMEOUT})
    set_property(TEST ${name} PROPERTY ENVIRONMENT
        "QT_QPA_PLATFORM=offscreen;LSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/lsan.supp"
        "TSAN_OPTIONS=suppressions=${CMAKE_SOURCE_DIR}/tests/tsan.supp halt_on_error=1")
    if(TEST_SERIAL)
        set_property(TEST ${name} PROPERTY RUN_SERIAL ON)
    endif()
endfunction()
